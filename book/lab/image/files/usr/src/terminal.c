/* A terminal. The page opens it with a line of these words:
 *
 *   OPEN NAME USER ROWS COLUMNS FOLDER KIND HOST
 *
 * At first a shell of the ordinary user sleeps in it, so that the snapshot
 * holds one that needs only the line (/etc/prompt). If the line is for root,
 * for a check, or for a host, that shell leaves it in a file and ends with status OTHER,
 * and /sbin/shell starts what was meant. When a shell ends, by itself or with
 * its machine, the terminal waits for the next line.
 */
#define _POSIX_C_SOURCE 200809L
#include "job.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OTHER = 66, WORDS = 8 };

/* Waits for the page's line and starts the shell that it asks for. */
static void open_from(FILE *from)
{
    char line[256];
    while (fgets(line, sizeof line, from)) {
        char *words[WORDS + 1] = {0};
        int n = 0;
        for (char *word = strtok(line, " \n"); word && n < WORDS;
             word = strtok(NULL, " \n"))
            words[n++] = word;
        if (n != WORDS || strcmp(words[0], "OPEN") != 0)
            continue; /* typed before the shell was gone */
        words[0] = "/sbin/shell";
        run_job(words);
        printf("\033]7777;gone\a");
        return;
    }
    clearerr(from);
}

int main(void)
{
    char path[64];
    const char *name = ttyname(STDIN_FILENO); /* /dev/hvc1 */
    snprintf(path, sizeof path, "/tmp/.open-%s", name ? name + 5 : "");
    setenv("LAB_OPENING", path, 1);
    char *sleeping[] = {"/sbin/shell", "sleeping", "reader", "24", "80",
                        "-",           "sleep",    "-",      NULL};
    take_back();
    int status = run_job(sleeping);
    take_back();
    FILE *line = status == OTHER ? fopen(path, "r") : NULL;
    if (line) {
        open_from(line);
        fclose(line);
    } else {
        printf("\033]7777;gone\a");
    }
    for (;;) {
        take_back();
        open_from(stdin);
    }
}
