/* Sets up a part of this machine: kernel settings, commands of the system. */
#ifndef CONFIGURE_H
#define CONFIGURE_H

/* Writes the text to the file, as one write(2): a setting below /proc. Gives 0,
 * or -1 with errno. */
int write_setting(const char *path, const char *text);

/* Runs a command of the shell, formatted as printf does. Gives 0, or -1 after a
 * message when it did not end with status 0. */
int run_command(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
