"""Writes tests/data/reference: synthetic inputs and what PyTorch and onnxruntime make of them.

    python reference.py        # the face network's, after build_face.py; export.py writes the emotion network's

No pixel comes from FER-2013. The Rust tests hold tract against these files, number by number.
"""
import json

import numpy as np
import onnxruntime
import torch
from PIL import Image

from emosense_training.evaluate import MODELS, normalise
from emosense_training.models import EMOTIONS, SIDE

OUT = MODELS.parent / "tests" / "data" / "reference"


def ellipse(width, height, x, y, rx, ry):
    """A soft-edged mask, 0-1, of shape [height, width]; all lengths are shares of the picture."""
    rows, columns = np.mgrid[0:height, 0:width]
    distance = ((columns / width - x) / rx) ** 2 + ((rows / height - y) / ry) ** 2
    return 1 / (1 + np.exp(np.minimum(12 * (distance - 1), 50)))


def drawn_face(width, height, mouth):
    """Grey, 0-255: a head with two eyes, brows and a mouth of that height."""
    x = (width - height) / 2 / width                        # a square head in the middle
    k = height / width
    def part(px, py, rx, ry):
        return ellipse(width, height, x + px * k, py, rx * k, ry)

    picture = 40 + 150 * part(0.5, 0.5, 0.36, 0.45)
    for side in (0.36, 0.64):
        picture -= 120 * part(side, 0.4, 0.07, 0.04) + 80 * part(side, 0.31, 0.09, 0.02)
    return picture - 60 * part(0.5, 0.55, 0.04, 0.07) - 110 * part(0.5, 0.73, 0.16, mouth)


def emotion_inputs():
    """[12, 48, 48] uint8 and a name for each."""
    random = np.random.default_rng(2013)
    row, column = np.mgrid[0:SIDE, 0:SIDE]
    blobs = sum(90 * np.exp(-((row - r) ** 2 + (column - c) ** 2) / 60) for r, c in random.uniform(5, 43, (6, 2)))
    pictures = {
        "black": np.zeros((SIDE, SIDE)),
        "white": np.full((SIDE, SIDE), 255),
        "grey": np.full((SIDE, SIDE), 129),
        "gradient to the right": column * 255 / 47,
        "gradient downwards": row * 255 / 47,
        "checks": (row // 6 + column // 6) % 2 * 255,
        "rings": 128 + 127 * np.cos(np.hypot(row - 23.5, column - 23.5)),
        "blobs": blobs,
        "noise": random.uniform(0, 255, (SIDE, SIDE)),
        "drawn face, mouth closed": drawn_face(SIDE, SIDE, 0.02),
        "drawn face, mouth open": drawn_face(SIDE, SIDE, 0.12),
        "drawn face in noise": drawn_face(SIDE, SIDE, 0.06) + random.normal(0, 25, (SIDE, SIDE)),
    }
    return np.array([np.clip(p, 0, 255).astype(np.uint8) for p in pictures.values()]), list(pictures)


def face_input(width, height):
    """[height, width, 3] uint8: the drawn face in colour, with noise."""
    random = np.random.default_rng(width * height)
    picture = drawn_face(width, height, 0.05)[..., None] * [1.15, 0.95, 0.8]
    return np.clip(picture + random.normal(0, 6, picture.shape), 0, 255).astype(np.uint8)


def rounded(values, digits=7):
    return [round(float(v), digits) for v in np.ravel(values)]


def write_emotion(network):
    """`network`: the PyTorch one that models/emotion.onnx was made from, folded, with weights as the file holds them."""
    path = MODELS / "emotion.onnx"
    OUT.mkdir(parents=True, exist_ok=True)
    images, names = emotion_inputs()
    x = normalise(images)
    with torch.no_grad():
        pytorch = network(torch.from_numpy(x)).softmax(1).numpy()
    [runtime] = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"crop": x})
    difference = abs(pytorch - runtime).max()
    assert difference < 1e-4, difference
    Image.fromarray(images.reshape(-1, SIDE)).save(OUT / "emotion.png")     # one under another: 48 wide, 576 high
    (OUT / "emotion.json").write_text(json.dumps({
        "picture": "emotion.png", "labels": EMOTIONS,
        "crops": [{"name": name, "pytorch": rounded(pytorch[i]), "onnxruntime": rounded(runtime[i])}
                  for i, name in enumerate(names)]}, indent=1) + "\n")
    print(f"emotion: {len(names)} crops, PyTorch and onnxruntime differ by {difference:.1e} at most")


def write_face():
    OUT.mkdir(parents=True, exist_ok=True)
    session = onnxruntime.InferenceSession(MODELS / "face.onnx", providers=["CPUExecutionProvider"])
    frames = []
    for width, height in [(64, 64), (96, 64)]:
        picture = face_input(width, height)
        name = f"face-{width}x{height}.png"
        Image.fromarray(picture).save(OUT / name)
        outputs = session.run(None, {"frame": picture.transpose(2, 0, 1)[None].astype(np.float32)})
        frames.append({"picture": name, "outputs": {
            f"stride{s}": {"shape": list(o.shape), "values": rounded(o)} for s, o in zip([8, 16, 32], outputs)}})
    (OUT / "face.json").write_text(json.dumps({"frames": frames}) + "\n")
    print(f"face: {len(frames)} frames")


if __name__ == "__main__":
    write_face()
