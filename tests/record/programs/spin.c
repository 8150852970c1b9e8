/* Computes without end and without a system call. */
int main(void)
{
    for (volatile unsigned i = 0;; i++)
        continue;
}
