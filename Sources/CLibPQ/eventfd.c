#include "CLibPQ.h"

#include <sys/eventfd.h>
#include <unistd.h>

int seller_eventfd_make(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void seller_eventfd_signal(int descriptor) {
    uint64_t one = 1;
    // A full counter means that a wake-up is already waiting, so a short write changes nothing.
    ssize_t written = write(descriptor, &one, sizeof one);
    (void)written;
}

void seller_eventfd_drain(int descriptor) {
    uint64_t count;
    ssize_t taken = read(descriptor, &count, sizeof count);
    (void)taken;
}
