// Counts malloc, calloc and realloc of the process it is loaded into (LD_PRELOAD); SIGUSR2 prints the
// count so far, and a line end, to the file that ALLOCATIONS_FILE names.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_ulong count;
static int file = -1;

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *malloc(size_t size)
{
    atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
    return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
    atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
    return __libc_realloc(old, size);
}

// Only what a signal may call.
static void print(int signal)
{
    (void)signal;
    char digits[24];
    size_t at = sizeof digits;
    unsigned long value = atomic_load_explicit(&count, memory_order_relaxed);
    digits[--at] = '\n';
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    ssize_t written = write(file, digits + at, sizeof digits - at);
    (void)written;
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("ALLOCATIONS_FILE");
    if (path == NULL)
        return;
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = print;
    action.sa_flags = SA_RESTART;
    sigaction(SIGUSR2, &action, NULL);
}
