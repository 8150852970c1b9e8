/* What a sandbox's processes see of the machine's files. */
#ifndef FURNISH_H
#define FURNISH_H

/* To be called in a mount namespace of one's own, as its root: from now on
 * every file is read-only, but for small folders in memory at /tmp, /var/tmp,
 * /dev/shm and /run, and for the kernel settings of the network; /proc shows
 * the processes of this namespace. The folders in `needed` (NULL behind the
 * last) and the present one can be read under their names by every user, even
 * where they are below one of those or below a folder that is closed to others.
 * Gives 0, or -1 with errno. */
int furnish(const char *const *needed);

#endif
