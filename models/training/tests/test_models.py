"""The networks have the weights they are said to have, and folding changes none of their answers."""
import pytest
import torch

from emosense_training.model_config import multiply_adds
from emosense_training.models import NETWORKS, begin_from, build, fold, weights_of


def exercised(name, seed=0):
    """A network whose normalisations have seen something, so that folding them is not trivial."""
    torch.manual_seed(seed)
    network = build(name).train()
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.dim() == 1:
                parameter.add_(torch.randn_like(parameter) * 0.2)
        for _ in range(3):
            network(torch.randn(8, 1, 48, 48) * 1.5 + 0.3)
    return network.eval()


@pytest.mark.parametrize("name, weights, adds", [("emosense", 491_203, None), ("emosense-deep", 566_155, None),
                                                 ("emosense-deeper", 865_563, None),
                                                 ("teacher", 1_103_713, None),
                                                 ("wide", 5_131_097, None), ("paper", 363_655, 13_727_296),
                                                 ("resnet5", 619_111, None)])
def test_weights(name, weights, adds):
    network = fold(build(name))
    assert weights_of(network) == weights
    if adds:                                                          # by hand: 46²·9·32 + 21²·288·64 + 8²·576·128 + …
        assert multiply_adds(network) == adds == (
            46 ** 2 * 9 * 32 + 21 ** 2 * 288 * 64 + 8 ** 2 * 576 * 128 + 2048 * 128 + 128 * 64 + 64 * 7)
    assert multiply_adds(network) < 62e6 or name in ["teacher", "wide"]


@pytest.mark.parametrize("name", NETWORKS)
def test_folding_changes_no_answer(name):
    network, x = exercised(name), torch.randn(4, 1, 48, 48)
    with torch.no_grad():
        expected, folded = network(x), fold(network)(x)
        halved = fold(network, temperature=2.0)(x)
    assert expected.std() > 1e-3                                      # the answers differ from one another
    assert (folded - expected).abs().max() < 1e-4
    assert (halved - expected / 2).abs().max() < 1e-4


def test_two_outputs():
    assert build("paper", outputs=2)(torch.zeros(2, 1, 48, 48)).shape == (2, 2)


def test_a_deeper_network_begins_where_the_shallower_ended():
    shallow, deep, x = exercised("emosense"), build("emosense-deep").eval(), torch.randn(4, 1, 48, 48)
    begin_from(deep, shallow.state_dict())
    with torch.no_grad():
        assert (deep(x) - shallow(x)).abs().max() < 1e-5
    with pytest.raises(ValueError, match="blocks.1.1"):
        begin_from(shallow, deep.state_dict())
