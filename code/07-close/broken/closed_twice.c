/* Wrong on purpose: alice's descriptor is closed twice. The second close hits
 * bob, who was given the same number in between.
 *
 *   cc closed_twice.c ../ends.c -o closed_twice
 *   ./closed_twice                 then, twice: ../by_hand 127.0.0.1
 */
#define _POSIX_C_SOURCE 200809L
#include "../ends.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int listening = listen_on_port();
    puts("listening");

    /* begin: twice */
    int alice = accept_one(listening);
    printf("alice: descriptor %d\n", alice);
    printf("close(alice): %d\n", close(alice));

    int bob = accept_one(listening);
    printf("bob: descriptor %d\n", bob);
    printf("close(alice) again: %d\n", close(alice)); /* the bug */

    if (send(bob, "hello", 5, MSG_NOSIGNAL) == -1)
        perror("send to bob");
    /* end: twice */
    close(listening);
    return EXIT_SUCCESS;
}
