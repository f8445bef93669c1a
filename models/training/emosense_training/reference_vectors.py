"""Writes tests/data/reference: synthetic inputs with the outputs that PyTorch and onnxruntime compute for them.

python -m emosense_training.reference_vectors

The command writes those of the face detector; export.py writes those of the emotion model. The Rust tests compare the
crate with these files, number by number. No pixel comes from FER-2013.
"""

import json
from typing import Any

import numpy as np
import onnxruntime
import torch
from PIL import Image

from emosense_training.data import EMOTIONS, IMAGE_SIZE, normalize
from emosense_training.evaluate import MODELS_FOLDER
from emosense_training.models import EmotionModel
from emosense_training.onnx_graph import check_difference

REFERENCE_FOLDER = MODELS_FOLDER.parent / "tests" / "data" / "reference"


def ellipse(width: int, height: int, x: float, y: float, rx: float, ry: float) -> np.ndarray:
    """Draws a soft-edged mask of 0-1 and shape [height, width]; all lengths are fractions of the image."""
    rows, columns = np.mgrid[0:height, 0:width]
    distance = ((columns / width - x) / rx) ** 2 + ((rows / height - y) / ry) ** 2
    return 1 / (1 + np.exp(np.minimum(12 * (distance - 1), 50)))


def drawn_face(width: int, height: int, mouth: float) -> np.ndarray:
    """Draws a gray face, 0-255, with two eyes, brows, and a mouth of the given height (a fraction of the image)."""
    x = (width - height) / 2 / width  # the head is square and centered
    aspect = height / width

    def part(px: float, py: float, rx: float, ry: float) -> np.ndarray:
        return ellipse(width, height, x + px * aspect, py, rx * aspect, ry)

    image = 40 + 150 * part(0.5, 0.5, 0.36, 0.45)
    for eye in (0.36, 0.64):
        image -= 120 * part(eye, 0.4, 0.07, 0.04) + 80 * part(eye, 0.31, 0.09, 0.02)
    return image - 60 * part(0.5, 0.55, 0.04, 0.07) - 110 * part(0.5, 0.73, 0.16, mouth)


def emotion_inputs() -> tuple[np.ndarray, list[str]]:
    """Returns [12, 48, 48] uint8 images and their names."""
    size = IMAGE_SIZE
    rng = np.random.default_rng(2013)
    row, column = np.mgrid[0:size, 0:size]
    blobs = sum(90 * np.exp(-((row - r) ** 2 + (column - c) ** 2) / 60) for r, c in rng.uniform(5, 43, (6, 2)))
    images = {
        "black": np.zeros((size, size)),
        "white": np.full((size, size), 255),
        "gray": np.full((size, size), 129),
        "gradient to the right": column * 255 / 47,
        "gradient downwards": row * 255 / 47,
        "checks": (row // 6 + column // 6) % 2 * 255,
        "rings": 128 + 127 * np.cos(np.hypot(row - 23.5, column - 23.5)),
        "blobs": blobs,
        "noise": rng.uniform(0, 255, (size, size)),
        "drawn face, mouth closed": drawn_face(size, size, 0.02),
        "drawn face, mouth open": drawn_face(size, size, 0.12),
        "drawn face in noise": drawn_face(size, size, 0.06) + rng.normal(0, 25, (size, size)),
    }
    return np.array([np.clip(image, 0, 255).astype(np.uint8) for image in images.values()]), list(images)


def face_input(width: int, height: int) -> np.ndarray:
    """Returns a [height, width, 3] uint8 image of the drawn face in color, with noise."""
    rng = np.random.default_rng(width * height)
    image = drawn_face(width, height, 0.05)[..., None] * [1.15, 0.95, 0.8]
    return np.clip(image + rng.normal(0, 6, image.shape), 0, 255).astype(np.uint8)


def rounded(values: np.ndarray, digits: int = 7) -> list[float]:
    """Returns the values as a flat list of rounded numbers."""
    return [round(float(v), digits) for v in np.ravel(values)]


def write_emotion_vectors(model: EmotionModel) -> None:
    """Writes the reference of models/emotion.onnx: the probabilities of each output.

    Args:
        model: The PyTorch model that the file was exported from, fused, with weights rounded as in the file.
    """
    path = MODELS_FOLDER / "emotion.onnx"
    REFERENCE_FOLDER.mkdir(parents=True, exist_ok=True)
    images, names = emotion_inputs()
    x = normalize(images)
    outputs = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"crop": x})
    runtime = torch.from_numpy(np.stack(outputs, 1)).softmax(2).numpy()  # [12, H, K]
    with torch.no_grad():
        pytorch = model(torch.from_numpy(x)).softmax(2).numpy()
    difference = check_difference(runtime, pytorch, "onnxruntime and PyTorch")
    # One image below the other: 48 pixels wide, 576 pixels high.
    Image.fromarray(images.reshape(-1, IMAGE_SIZE)).save(REFERENCE_FOLDER / "emotion.png")
    crops: list[dict[str, Any]] = [
        {"name": name, "pytorch": rounded(pytorch[i, 0]), "onnxruntime": rounded(runtime[i, 0])}
        for i, name in enumerate(names)
    ]
    if len(model.heads) == 2:
        for i, crop in enumerate(crops):
            crop["fer2013"] = rounded(pytorch[i, 1])
    content = {"picture": "emotion.png", "labels": EMOTIONS, "crops": crops}
    (REFERENCE_FOLDER / "emotion.json").write_text(json.dumps(content, indent=1) + "\n")
    print(f"emotion: {len(names)} crops, PyTorch and onnxruntime differ by at most {difference:.1e}")


def write_face_vectors() -> None:
    """Writes the reference of models/face.onnx."""
    REFERENCE_FOLDER.mkdir(parents=True, exist_ok=True)
    session = onnxruntime.InferenceSession(MODELS_FOLDER / "face.onnx", providers=["CPUExecutionProvider"])
    frames: list[dict[str, Any]] = []
    for width, height in [(64, 64), (96, 64)]:
        image = face_input(width, height)
        name = f"face-{width}x{height}.png"
        Image.fromarray(image).save(REFERENCE_FOLDER / name)
        outputs = session.run(None, {"frame": image.transpose(2, 0, 1)[None].astype(np.float32)})
        tensors = {
            f"stride{stride}": {"shape": list(output.shape), "values": rounded(output)}
            for stride, output in zip([8, 16, 32], outputs, strict=True)
        }
        frames.append({"picture": name, "outputs": tensors})
    (REFERENCE_FOLDER / "face.json").write_text(json.dumps({"frames": frames}) + "\n")
    print(f"face: {len(frames)} frames")


if __name__ == "__main__":
    write_face_vectors()
