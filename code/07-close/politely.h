/* How to end a conversation without losing a byte. */
#ifndef POLITELY_H
#define POLITELY_H

/* Says "no more", lets the peer finish, then closes fd, which is gone
 * afterwards. 0, or -1 and errno. Waits as long as the peer goes on. */
int end_politely(int fd);

#endif
