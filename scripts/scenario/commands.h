/* The course's programs in a scenario's commands: words that begin with ./ or
 * ../, such as ./say and ../04-accept/say. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "common/text.h"

/* The next program that the text of a command names, even inside `sh -c '…'`,
 * and moves *command behind it; empty when there is none left. */
struct span next_program(const char **command);

/* Where in a command the program stands that a tool can watch: in front, or
 * behind `ip netns exec HOST`; NULL where there is none. */
char *const *watched_program(char *const *argv);

#endif
