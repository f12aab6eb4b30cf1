"""The demo with one more address: an empty view behind the same middleware, for bin/bench to compare with."""

from config.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
