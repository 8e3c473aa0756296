// Lets Thread Sanitizer see what Swift's Mutex does.
//
// The sanitizer sees the atomic operations with which a free Mutex is taken and given back: they are
// inlined into our code, which it compiles. Under contention Mutex calls into the standard library,
// which it does not compile, and there the kernel changes the lock's word (a futex with priority
// inheritance, Synchronization/Mutex/LinuxImpl.swift). Without a word about it, the sanitizer takes
// all that the lock protects for unprotected.
//
// These functions stand in the program under the names of those of the standard library, call the
// originals, and tell the sanitizer: whoever has the lock has seen what was done before it was given
// back. The lock's own word is the address to which the atomic operations refer too, so that the
// quick ways and the slow ways fit together in any order. Nothing is suppressed.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef SWIFT void lock_slow(uint32_t thread, SELF);
typedef SWIFT bool try_lock_slow(SELF);
typedef SWIFT void unlock_slow(SELF);

SWIFT void seller_lock_slow(uint32_t thread, SELF) __asm__(LOCK_SLOW);
SWIFT bool seller_try_lock_slow(SELF) __asm__(TRY_LOCK_SLOW);
SWIFT void seller_unlock_slow(SELF) __asm__(UNLOCK_SLOW);

// The next one of that name after this program's own: the standard library's.
static void *original(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    // Another version of Swift: better no run than one that finds what is not there.
    if (!found) abort();
    return found;
}

SWIFT void seller_lock_slow(uint32_t thread, SELF handle) {
    ((lock_slow *)original(LOCK_SLOW))(thread, handle);
    __tsan_acquire(handle);
}

SWIFT bool seller_try_lock_slow(SELF handle) {
    bool taken = ((try_lock_slow *)original(TRY_LOCK_SLOW))(handle);
    if (taken) __tsan_acquire(handle);
    return taken;
}

SWIFT void seller_unlock_slow(SELF handle) {
    __tsan_release(handle);
    ((unlock_slow *)original(UNLOCK_SLOW))(handle);
}
