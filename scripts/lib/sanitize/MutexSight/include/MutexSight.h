// Nothing to call: its functions stand in for those of the standard library.
