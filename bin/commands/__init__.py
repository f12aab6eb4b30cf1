"""What bin/demo, bin/test and bin/bench do. Standard library only: it runs before anything is installed."""
