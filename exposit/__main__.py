"""`python -m exposit ARGS` is `exposit ARGS`."""

from exposit.cli import main

if __name__ == "__main__":
    main()
