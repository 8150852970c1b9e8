/* Prints each byte but the newline at the beginning, in the middle and at the
 * end of a line, then what a scenario writes for some; the last line is not
 * ended. */
#include <stdio.h>

int main(void)
{
    for (int byte = 0; byte < 256; byte++)
        if (byte != '\n')
            printf("%cx\nx%cy\nx%c\n", byte, byte, byte);
    printf("{a} {0x41} {0xzz} {b_1} {no newline}\né {}\nhalf{no newline}");
    return 0;
}
