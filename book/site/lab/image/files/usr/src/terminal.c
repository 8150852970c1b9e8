/* A terminal. It sleeps until the page names it, so that no half-printed
 * prompt is in the snapshot; the line from the page is
 *
 *   OPEN NAME USER ROWS COLUMNS FOLDER KIND
 *
 * and these are the words of /sbin/shell. When that shell ends, by itself or
 * with its machine, the terminal sleeps again.
 */
#define _POSIX_C_SOURCE 200809L
#include "job.h"
#include <stdio.h>
#include <string.h>

enum { MOST_WORDS = 9 };

int main(void)
{
    char line[256];
    for (;;) {
        take_back();
        if (!fgets(line, sizeof line, stdin)) {
            clearerr(stdin);
            continue;
        }
        char *words[MOST_WORDS + 1] = {0};
        size_t n = 0;
        for (char *word = strtok(line, " \n"); word && n < MOST_WORDS;
             word = strtok(NULL, " \n"))
            words[n++] = word;
        if (n != 7 || strcmp(words[0], "OPEN") != 0)
            continue;
        words[0] = "/sbin/shell";
        run_job(words);
        printf("\033]7777;gone\a");
        fflush(stdout);
    }
}
