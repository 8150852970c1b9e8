/* Runs a command as root: sudo COMMAND…, or sudo alone for a shell. It asks
 * for no password: the machine is the reader's own. The file belongs to root
 * and has the set-user-ID bit (/sbin/start).
 */
#define _DEFAULT_SOURCE
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    char *shell[] = {"bash", NULL};
    char **command = argc > 1 ? argv + 1 : shell;
    if (argc > 1 && strcmp(argv[1], "-s") == 0)
        command = shell;
    if (setgroups(0, NULL) == -1 || setgid(0) == -1 || setuid(0) == -1 ||
        setenv("HOME", "/root", 1) == -1 || setenv("USER", "root", 1) == -1) {
        perror("sudo");
        return EXIT_FAILURE;
    }
    execvp(command[0], command);
    perror(command[0]);
    return 127;
}
