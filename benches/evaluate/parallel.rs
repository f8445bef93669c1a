//! Distributes work to all cores.

use emosense::Recognizer;

/// Calls `function` for each item, on all cores, each with its own recognizer, and returns the results in the order of
/// the items.
pub fn map<Item: Sync, T: Send>(
    items: &[Item],
    new_recognizer: impl Fn() -> Result<Recognizer, emosense::Error> + Sync,
    function: impl Fn(&mut Recognizer, &Item) -> Result<T, emosense::Error> + Sync,
) -> Result<Vec<T>, emosense::Error> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (new_recognizer, function) = (&new_recognizer, &function);
    std::thread::scope(|scope| {
        let threads: Vec<_> = items
            .chunks(items.len().div_ceil(cores).max(1))
            .map(|chunk| {
                scope.spawn(move || {
                    let mut recognizer = new_recognizer()?;
                    let results = chunk.iter().map(|item| function(&mut recognizer, item));
                    results.collect::<Result<Vec<T>, emosense::Error>>()
                })
            })
            .collect();
        let mut results = Vec::with_capacity(items.len());
        for thread in threads {
            let chunk = thread.join();
            results.extend(chunk.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(results)
    })
}
