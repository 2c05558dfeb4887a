"""What all tests share: the browser's fixtures, how they are spread over processes, properties that are not timed."""

from hypothesis import settings

pytest_plugins = ["tests.browser.fixtures", "tests.spread"]

settings.register_profile("exposit", deadline=None)  # a busy machine is no failure; time is measured in bench/
settings.load_profile("exposit")
