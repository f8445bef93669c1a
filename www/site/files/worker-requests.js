/** Questions to a worker and its answers, one at a time; that a file cannot be read is an answer too, a Failure. */

/** Why a file cannot be read: `code` is one of words.failures, `detail` what its sentence names. */
export class Failure extends Error {
  /** @param {string} code @param {string} [detail] */
  constructor(code, detail = '') {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** On the page: asks. @template Question, Answer */
export class Questions {
  #worker;
  /** Its script could not be loaded, or broke: nobody will answer. */
  #isBroken = false;

  /** @param {Worker} worker */
  constructor(worker) {
    this.#worker = worker;
  }

  /** Rejects with a Failure. @param {Question} question @returns {Promise<Answer>} */
  ask(question) {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data: { answer, failure } }) =>
        failure ? reject(new Failure(failure.code, failure.detail)) : resolve(answer);
      this.#worker.onerror = () => {
        this.#isBroken = true;
        reject(new Failure('no-worker'));
      };
      if (this.#isBroken) reject(new Failure('no-worker'));
      this.#worker.postMessage(question);
    });
  }

  close() {
    this.#worker.terminate();
  }
}

/**
 * In the worker: answers.
 * @template Question, Answer
 * @param {(question: Question) => Promise<Answer>} find
 * @param {(answer: Answer) => Transferable[]} parts what is handed over
 */
export function answer(find, parts) {
  addEventListener('message', async ({ data }) => {
    try {
      const found = await find(data);
      postMessage({ answer: found }, { transfer: parts(found) });
    } catch (error) {
      const { code, detail } = error instanceof Failure ? error : new Failure('damaged');
      postMessage({ failure: { code, detail } });
    }
  });
}
