#ifndef C_SPAWN_H
#define C_SPAWN_H

#include <spawn.h>

// What Glibc's Swift module leaves out of spawn.h.

/// Makes the child begin in `folder`.
int spawn_begin_in(posix_spawn_file_actions_t *actions, const char *folder);

/// Closes every descriptor from `first` on in the child.
int spawn_close_from(posix_spawn_file_actions_t *actions, int first);

#endif
