/*
 * Argon2id writes 19 MiB all over, and libsodium maps and unmaps that memory at each hash: most of
 * the time beside the arithmetic goes into 4,864 small pages. libsodium cannot be told to ask for huge
 * ones, which systems usually give only to who asks (`madvise` in
 * /sys/kernel/mm/transparent_hugepage/enabled). So the program asks, between libsodium and the kernel:
 * a sign-in costs a third less. Nothing is kept: the memory is unmapped after each hash as before.
 *
 * The program's own `mmap` is found before the C library's by everybody but the C library itself; what
 * is no such memory goes to the kernel as it is.
 */
#define _GNU_SOURCE
#include "huge_pages.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Smaller mappings gain nothing that could be measured; a hash takes 19 MiB. */
#define LEAST_BYTES ((size_t)16 << 20)

#ifndef MADV_POPULATE_WRITE /* Linux 5.14, younger than some headers */
#define MADV_POPULATE_WRITE 23
#endif

void *mmap(void *start, size_t length, int protection, int flags, int file, off_t offset) {
    /* What libsodium asks for: anonymous memory that is there at once. */
    const int asked = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE;
    if (flags != asked || length < LEAST_BYTES)
        return (void *)syscall(SYS_mmap, start, length, protection, flags, file, offset);

    void *memory = (void *)syscall(
        SYS_mmap, start, length, protection, flags & ~MAP_POPULATE, file, offset);
    if (memory == MAP_FAILED) return memory;
    /* Both are wishes: memory that is not there yet comes when it is touched. */
    const int kept = errno;
    madvise(memory, length, MADV_HUGEPAGE);
    madvise(memory, length, MADV_POPULATE_WRITE);
    errno = kept;
    return memory;
}
