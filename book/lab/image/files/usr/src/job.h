/* One command in the foreground of this terminal, and the terminal taken back
 * when it ends.
 *
 *   run_job(argv)   its status as a shell gives it: 128 + n for signal n
 *   take_back()     make the terminal ours, with line editing, without echo
 */
int run_job(char *const argv[]);
void take_back(void);
