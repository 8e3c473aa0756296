/* Nothing to call: linking this gives the memory of a password's hash huge pages. See huge_pages.c. */
