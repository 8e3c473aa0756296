#ifndef SELLER_CLIBPQ_H
#define SELLER_CLIBPQ_H

// The face of libpq, with the two Linux calls that a connection's thread needs beside it.
#include <postgresql/libpq-fe.h>
#include <stdint.h>

/// An eventfd, nonblocking and closed on exec. Glibc's Swift module has no `eventfd`.
int seller_eventfd_make(void);
/// Wakes whoever polls the eventfd.
void seller_eventfd_signal(int descriptor);
/// Takes all wake-ups from the eventfd.
void seller_eventfd_drain(int descriptor);

#endif
