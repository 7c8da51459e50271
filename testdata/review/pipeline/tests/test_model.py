from model import Classifier


def test_builds():
    assert Classifier() is not None
