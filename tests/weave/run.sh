#!/bin/sh
# What weave exists for: each fault is planted in a copy of course/, a small
# course in which all is right, and weave must report it, word for word.
# shellcheck disable=SC2016 # the backquotes are Markdown
set -u
. tests/expect.sh
. tests/reports.sh
weave=$(realpath "${WEAVE:-build/tools/weave}")
course=$(dirname "$(realpath "$0")")/course
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

EN=book/en/04-accept.md
FR=book/fr/04-accept.md
TRAPS=code/04-accept/traps.c
OLDER=code/04-accept/older.c
NEWER=code/04-accept/newer.c
RUN=code/04-accept/run.scenario

# refuses NAME < LINES: both ways of running weave report this, and no chapter
# is changed.
refuses() {
    title=$1
    cat >"$work/lines"
    rm -rf "$work/before"
    cp -a book "$work/before"
    reports "$title" 1 "$weave" <"$work/lines"
    reports "$title, --check" 1 "$weave" --check <"$work/lines"
    same "$title: no chapter is changed" "$work/before" book
}

# ---------------------------------------------------------------- what is right

plant
reports 'a right course' 0 "$weave" --check </dev/null
expect 'the counts' 0 \
    'weave: 2 chapters; blocks: 11 c, 1 console, 2 diff, 1 c sketch, 1 mermaid, 1 sh' \
    "$weave" --check
expect 'the counts when rewriting' 0 'weave: 2 chapters, 0 written; blocks: 11 c' \
    "$weave"
expect 'the sketches' 0 "$EN:147: c sketch" "$weave"
expect 'another folder' 0 "$work/course/$EN:147: c sketch" \
    "$weave" --root "$work/course"
expect 'a wrong option' 2 'usage: weave' "$weave" --chek

touch -d '2001-01-01' "$EN"
expect 'nothing is to be done' 0 '0 written' "$weave"
expect 'what is right is not written again' 0 '2001-01-01' \
    stat -c %y "$EN"

# All blocks emptied, weave writes them as they were.
for chapter in "$EN" "$FR"; do
    last=$(tail -c 1 "$chapter" | tr -d '\n')
    awk '/^```(c|console|diff)$/ { print; skip = 1; next }
         /^```$/ { skip = 0 }
         !skip' "$chapter" >"$work/emptied"
    [ -n "$last" ] && truncate -s -1 "$work/emptied"
    cat "$work/emptied" >"$chapter"
done
chmod 640 "$EN"
reports 'empty blocks' 0 "$weave" </dev/null
same 'empty blocks are filled' "$course/$EN" "$EN"
same 'a chapter whose last line does not end' "$course/$FR" "$FR"
expect 'the mode is kept' 0 640 stat -c %a "$EN"
expect 'no file is left over' 0 '1 book/en' \
    sh -c 'echo "$(ls -A book/en | wc -l) book/en"'

# Empty lines around markers.
plant
cat >>"$OLDER" <<'END'

void go(void)
{
    puts("first");

    /* begin: part */

    puts("second");

    /* end: part */

    /* begin: rest */
    puts("third");
    /* end: rest */
}
END
cat >book/en/05-connect.md <<'END'
[a function](../../code/04-accept/older.c#go)
```c
```

[its parts](../../code/04-accept/older.c#part)
```c
```

[the other one](../../code/04-accept/older.c#rest)
```c
```
END
cat >"$work/wanted" <<'END'
[a function](../../code/04-accept/older.c#go)
```c
void go(void)
{
    puts("first");

    puts("second");

    puts("third");
}
```

[its parts](../../code/04-accept/older.c#part)
```c
puts("second");
```

[the other one](../../code/04-accept/older.c#rest)
```c
puts("third");
```
END
reports 'empty lines around markers' 0 "$weave" </dev/null
same 'no two of them follow each other' "$work/wanted" book/en/05-connect.md

# --------------------------------------------------------------- what is changed

plant
change "$EN" 's/^    int key;/    long key;/'
change "$TRAPS" 's/puts("after")/puts("later")/'
reports 'a changed block and a changed program' 1 "$weave" --check <<END
$EN:36: differs from $TRAPS:26: run 'make weave'
    book:     long key;
    code:     int key;
$EN:71: differs from $TRAPS:59: run 'make weave'
    book:         puts("after");
    code:         puts("later");
$EN:84: differs from $TRAPS:59: run 'make weave'
    book:     puts("after");
    code:     puts("later");
$FR:17: differs from $TRAPS:59: run 'make weave'
    book:         puts("after");
    code:         puts("later");
END
reports 'they are written' 0 "$weave" </dev/null
reports 'and right then' 0 "$weave" --check </dev/null
expect 'what the program says now stands there' 0 "$EN:71:        puts(\"later\");" \
    grep -Hn later "$EN"

plant
change "$EN" '28,30d'
reports 'a block that ends too soon' 1 "$weave" --check <<END
$EN:28: differs from $TRAPS:21: run 'make weave'
    book: (the block ends)
    code:         char name[8];
END

plant
change "$EN" '37s/$/\n\n/'
reports 'a block that ends too late' 1 "$weave" --check <<END
$EN:38: differs from $TRAPS:27: run 'make weave'
    book: (an empty line)
    code: (the block ends)
END

plant
change "$RUN" 's/^server = 0/server = 1/'
reports 'a changed run' 1 "$weave" --check <<END
$EN:144: differs from $RUN:13: run 'make weave'
    book: server = 0
    code: server = 1
END

plant
change "$OLDER" 's/six/6/'
reports 'a change to the older program' 1 "$weave" --check <<END
$EN:106: differs from $OLDER:11: run 'make weave'
    book:     puts("six");
    code:     puts("6");
$EN:118: differs from $NEWER:9: run 'make weave'
    book: @@ -10,4 +10,5 @@
    code: @@ -9,5 +9,6 @@
$EN:129: differs from $NEWER:9: run 'make weave'
    book: @@ -10,4 +10,5 @@
    code: @@ -9,5 +9,6 @@
END

# --------------------------------------------------------- files and their names

plant
change "$TRAPS" 's/take(/receive(/'
refuses 'a renamed function' <<END
$EN:59: $TRAPS defines no 'take'
$FR:5: $TRAPS defines no 'take'
END

plant
mv "$OLDER" code/04-accept/other.c
refuses 'a missing file' <<END
$EN:94: $OLDER: No such file or directory
$EN:111: $OLDER: No such file or directory
$EN:127: $OLDER: No such file or directory
END

plant
change "$EN" 's|(../../code/04-accept/run|(../../../code/04-accept/run|'
refuses 'a file outside the course' <<END
$EN:138: '../../../code/04-accept/run.scenario' leads out of code/
END

plant
change "$EN" 's|run.scenario|run.scenario#server|'
refuses 'a part of a scenario' <<END
$EN:138: a scenario is shown whole, without #
END

plant
printf 'struct receive {\n    int take;\n};\n\nstatic int take;\n' >>"$TRAPS"
refuses 'a name that is defined twice' <<END
$TRAPS:75: 'take' is already defined at line 46; $EN:59 cannot show both
$TRAPS:75: 'take' is already defined at line 46; $FR:5 cannot show both
END

plant
printf '# only a comment\nlimit: 1 s\n\n' >"$RUN"
refuses 'a scenario without a step' <<END
$EN:138: $RUN has nothing to show
END

plant
printf '/*\n``` stays\n```\n*/\n' >>"$OLDER"
reports 'a line that would close the block' 1 "$weave" <<END
$OLDER:16: this line would close the block that shows it
END

plant
cp "$OLDER" "$NEWER"
refuses 'programs that do not differ' <<END
$EN:111: $NEWER does not differ from $OLDER
$EN:127: $NEWER does not differ from $OLDER
END

# ---------------------------------------------------------------------- regions

plant
change "$TRAPS" '/end: inner/d'
refuses 'a region without an end, in another' <<END
$TRAPS:54: region 'inner' has no end before 'outer' ends at line 60
END

plant
change "$TRAPS" '/end: outer/d'
refuses 'a region without an end' <<END
$TRAPS:51: region 'outer' has no end
END

plant
change "$TRAPS" '/begin: inner/d'
refuses 'an end without a begin' <<END
$TRAPS:56: end of 'inner', which is not open here
END

plant
change "$TRAPS" 's/: inner/: outer/'
refuses 'a region inside one of the same name' <<END
$TRAPS:54: region 'outer' already begins at line 51
END

plant
change "$TRAPS" 's/: inner/: TABLE/'
refuses 'a region with the name of a variable' <<END
$TRAPS:54: region 'TABLE' has the name of the variable at line 31
END

plant
change "$TRAPS" 's|^ *\(/. begin: inner\)|        fd++; \1|'
refuses 'a marker behind code' <<END
$TRAPS:54: 'begin: inner' must stand in a /* comment */ alone on its line
$TRAPS:57: end of 'inner', which is not open here
END

plant
change "$TRAPS" 's|/. end: outer ./|// end: outer|'
refuses 'a marker in a comment of the other kind' <<END
$TRAPS:61: 'end: outer' must stand in a /* comment */ alone on its line
$TRAPS:51: region 'outer' has no end
END

plant
change "$TRAPS" 's|begin: inner|&\n */ /*|'
refuses 'a marker of two lines' <<END
$TRAPS:54: 'begin: inner' must stand in a /* comment */ alone on its line
$TRAPS:58: end of 'inner', which is not open here
END

plant
change "$TRAPS" 's/begin: inner/begin: the inner/'
refuses 'a marker whose name is no name' <<END
$TRAPS:54: 'the inner' is no name for a region
$TRAPS:57: end of 'inner', which is not open here
END

plant
change "$TRAPS" '/a brace in a comment/d; /TWICE(puts/d'
change "$EN" '/a brace in a comment/d; /TWICE(puts/d'
change "$FR" '/a brace in a comment/d; /TWICE(puts/d'
reports 'an empty region' 1 "$weave" <<END
$EN:84: $TRAPS#inner has nothing to show
END

plant
mkdir code/05-connect
printf '/* begin: alone */\nint x;\n/* end: alone */\n' >code/05-connect/new.h
reports 'a region that no chapter shows' 1 "$weave" --check <<END
code/05-connect/new.h:1: no chapter shows region 'alone'
END

# What is not closed when the file ends reaches its last line.
plant
printf '#define LAST \\\n' >>"$OLDER"
expect 'a directive that goes on at the end of the file' 0 'macro LAST 14 14' \
    "$weave" --definitions "$OLDER"
printf '\n/* begin: this\n' >>"$OLDER"
reports 'a comment that goes on at the end of the file' 1 "$weave" <<END
$OLDER:16: region 'this' has no end
END

# ----------------------------------------------------------------------- blocks

plant
printf '\n```c\nint x;\n```\n' >>"$EN"
printf '\n\n```console\nshell $ ls\n```\n' >>"$FR"
refuses 'blocks without a link' <<END
$EN:163: no link to a file of code/ right above this c block
$FR:25: no link to a file of code/ right above this console block
END

plant
change "$EN" '94s/$/\n/; 138s/^/A /'
refuses 'a link that does not stand alone right above' <<END
$EN:96: no link to a file of code/ right above this c block
$EN:140: no link to a file of code/ right above this console block
END

plant
change "$EN" '93s/^/A paragraph./'
refuses 'a link in a paragraph' <<END
$EN:94: a block's link needs an empty line above
END

plant
change "$EN" '95s/c/console/; 139s/console/c/'
refuses 'a file in a block of another kind' <<END
$EN:95: a C file is shown in a c or diff block
$EN:139: a scenario is shown in a console block
END

plant
change "$EN" '112s/diff/c/; 94s/)$/ "since newer.c")/; 127s/ "since.*"//'
refuses 'differences that are none' <<END
$EN:94: a diff block, and no other, has a link (… "since older-file")
$EN:111: a diff block, and no other, has a link (… "since older-file")
$EN:127: a diff block, and no other, has a link (… "since older-file")
END

plant
change "$EN" '111s/since older.c/since run.scenario/'
refuses 'a difference to what is no program' <<END
$EN:111: 'run.scenario' is no C file
END

plant
change "$EN" '95s/c/c sketch/'
refuses 'a link above a block that belongs to no file' <<END
$EN:95: a c sketch block belongs to no file, and a link to one is right above
END

plant
change "$EN" 's/^```sh/```python/; s/^```mermaid/```/'
refuses 'blocks of unknown kinds' <<END
$EN:151: a block is c, c sketch, console, diff, mermaid or sh, and not ''
$EN:155: a block is c, c sketch, console, diff, mermaid or sh, and not 'python'
END

plant
change "$EN" '38d'
refuses 'a block that is not closed' <<END
$EN:34: this block is not closed before the one at line 40
END

plant
printf '\n```sh\nls\n' >>"$EN"
refuses 'the last block is not closed' <<END
$EN:163: this block is not closed
END

plant
cat >>"$EN" <<'END'

  ```c
  ```

- ```sh
  ```

> ```sh
> ```

~~~c
~~~

A paragraph.

    $ typed by hand
END
refuses 'blocks that are hidden' <<END
$EN:163: a block begins in column 1, outside lists and quotations
$EN:164: a block begins in column 1, outside lists and quotations
$EN:166: a block begins in column 1, outside lists and quotations
$EN:167: a block begins in column 1, outside lists and quotations
$EN:169: a block begins in column 1, outside lists and quotations
$EN:170: a block begins in column 1, outside lists and quotations
$EN:172: write \`\`\` and not ~~~
$EN:173: write \`\`\` and not ~~~
$EN:177: an indented block: write a fence that says what it is
END

# ------------------------------------------------------------------------- text

plant
change "$EN" '3s/$/\r/'
change "$TRAPS" '20s/$/\r/'
change "$RUN" '2s/$/\r/'
refuses 'carriage returns' <<END
$EN:3: a carriage return: end lines with \\n alone
$TRAPS:20: a carriage return: end lines with \\n alone
END

plant
change "$RUN" '2s/$/\r/'
refuses 'carriage returns in a scenario' <<END
$RUN:2: a carriage return: end lines with \\n alone
END

plant
rm -r book/fr
reports 'a missing language' 1 "$weave" --check <<END
book/fr:1: No such file or directory
END

plant
long=$(printf '%0100000d' 0)
change "$OLDER" '1s/client/client é€/'
printf '/* %s */\n' "$long" >>"$OLDER"
reports 'a line of 100000 characters' 0 "$weave" </dev/null
expect 'it is shown whole' 0 100006 sh -c "awk '{ print length }' $EN"
expect 'letters of several bytes' 0 '-/* Serves one client é€. */' cat "$EN"

# One chapter is wrong, the other one is written all the same.
plant
change "$EN" '155s/sh/python/'
change "$TRAPS" 's/puts("after")/puts("later")/'
cp "$EN" "$work/before.md"
reports 'one chapter of two is wrong' 1 "$weave" <<END
$EN:155: a block is c, c sketch, console, diff, mermaid or sh, and not 'python'
END
same 'the wrong chapter is untouched' "$work/before.md" "$EN"
expect 'the other one is written' 0 'puts("later")' cat "$FR"

# ------------------------------------------------- C that weave cannot read

# spelled NAME LINE WHAT < C: the file is refused, for this
spelled() {
    plant
    cat >code/04-accept/other.c
    reports "$1" 1 "$weave" --check <<X
code/04-accept/other.c:$2: $3
X
    expect "$1, --definitions" 1 "code/04-accept/other.c:$2: $3" \
        "$weave" --definitions code/04-accept/other.c
}
spelled 'a digraph' 2 "a digraph: write '{' and not '<%'" <<'X'
int first(void)
<%
    return 1;
}
X
spelled 'a digraph for a bracket' 1 "a digraph: write ']' and not ':>'" <<'X'
int a[2:>;
X
spelled 'a digraph for a #' 1 "a digraph: write '#' and not '%:'" <<'X'
%:define ONE 1
X
spelled 'a trigraph, in a comment' 1 "a trigraph: write '\\' and not '??/'" <<'X'
// what ??/
int a;
X
printf '\357\273\277int a;\n' >"$work/bom"
spelled 'a byte order mark' 1 'a byte order mark: save the file without it' <"$work/bom"
spelled 'an old-style head' 3 "an old-style head of a function: write its parameters' types in its parentheses" <<'X'
int twice(n)
    int n;
{
    return 2 * n;
}
X
spelled 'a name over two lines' 1 'a name that the end of a line cuts' <<'X'
int one\
two;
X
plant
cat >code/04-accept/other.c <<'X'
/* <% %> <: :> %: */
static const char *text = "<% %> ?" "?=";
struct s { int bits : 3; } value = {.bits = 1};
int f(int a, int b)
{
    return a ? b % 2 : a < -b;
}
#define BLOCK(x) \
    do { x; } while (0); {}
;
int g(void) { BLOCK(f(1, 2)) return 0; }
X
reports 'what only looks like them' 0 "$weave" --check </dev/null

# ------------------------------------------------- the course in one piece

# Programs and modules, threads, hosts, orders, placeholders, and tables of
# contents.
plant_whole() {
    plant
    for language in en fr; do
        printf '# Course\n\n1. [Accept](04-accept.md)\n' >"book/$language/README.md"
    done
    mkdir code/05-connect
    printf '/* twice */\nint twice(int n);\n' >code/05-connect/twice.h
    printf '#include "twice.h"\n#include <pthread.h>\nint twice(int n)\n{\n    return 2 * n;\n}\n' \
        >code/05-connect/twice.c
    printf '/* #include "absent.h" */\n#include "twice.h"\n#include "../04-accept/none.h"\nint main(void)\n{\n}\n' \
        >code/05-connect/two.c
    cat >code/05-connect/hosts.scenario <<'X'
host: 10.0.0.1 server
host: 10.0.0.2 client eyes
spaces: any
record: yes

server $ sh -c './two && ../04-accept/traps'
client ! drop SYN,ACK
# a comment

client ! cut
server > port {a}, {fd_1}, {b2} and {a} "quoted"{0x0d}{no newline}
server ^C
server < é
server = SIGINT
X
}
plant_whole
reports 'for make' 0 "$weave" --make </dev/null
"$weave" --make >"$work/make"
cat >"$work/wanted" <<'END'
PROGRAMS += code/04-accept/newer.c
MODULES_OF_code/04-accept/newer.c :=
PROGRAMS += code/04-accept/older.c
MODULES_OF_code/04-accept/older.c :=
PROGRAMS += code/04-accept/traps.c
MODULES_OF_code/04-accept/traps.c :=
MODULES += code/05-connect/twice.c
PROGRAMS += code/05-connect/two.c
MODULES_OF_code/05-connect/two.c := code/05-connect/twice.c
PROGRAMS_OF_code/04-accept/run.scenario := code/04-accept/traps.c
PLAYED_UNDER_none += code/04-accept/run.scenario
PROGRAMS_OF_code/05-connect/hosts.scenario := code/05-connect/two.c code/04-accept/traps.c
PLAYED_UNDER_none += code/05-connect/hosts.scenario
PLAYED_UNDER_memcheck += code/05-connect/hosts.scenario
PLAYED_UNDER_helgrind += code/05-connect/hosts.scenario
PLAYED_UNDER_asan += code/05-connect/hosts.scenario
PLAYED_UNDER_tsan += code/05-connect/hosts.scenario
RECORDED_SCENARIOS += code/05-connect/hosts.scenario
END
same 'for make: all of it' "$work/wanted" "$work/make"

reports 'as JSON' 0 "$weave" --json </dev/null
# holds NAME < TEXT: the JSON has this text, on one line
holds() {
    expect "$1" 0 "$(cat)" "$weave" --json
}
holds 'the contents' <<'END'
"contents":{"book/en/README.md":[{"line":3,"file":"book/en/04-accept.md"}],"book/fr/README.md":[{"line":3,"file":"book/fr/04-accept.md"}]}
END
holds 'a listing' <<'END'
"listings":{"book/en/04-accept.md":[{"line":4,"shows":"code/04-accept/traps.c","indent":0,"lines":[7,8,9,10,11,12,13]}
END
holds 'listings without some of their white space, and a difference' <<'END'
{"line":89,"shows":"code/04-accept/traps.c","indent":8,"lines":[55,56]},{"line":95,"shows":"code/04-accept/older.c","indent":0,"lines":[1,2,3,4,5,6,7,8,9,10,11,12,13]},{"line":112,"shows":"code/04-accept/newer.c"}
END
holds 'names and modules' <<'END'
"code/05-connect/two.c":{"names":{"main":[4,6]},"modules":["code/05-connect/twice.c"]}
END
holds 'a module is no program' <<'END'
"code/05-connect/twice.c":{"names":{"twice":[3,6]}}
END
holds 'settings' <<'END'
"code/05-connect/hosts.scenario":{"limit":10,"anySpaces":true,"recorded":true,"tools":["none","memcheck","helgrind","asan","tsan"],"hosts":[{"name":"server","address":"10.0.0.1","actors":["server"]},{"name":"client","address":"10.0.0.2","actors":["client","eyes"]}],"programs":["code/05-connect/two.c","code/04-accept/traps.c"],"steps":[
END
holds 'a command' <<'END'
{"line":6,"actor":"server","mark":"$","text":"sh -c './two && ../04-accept/traps'","pause":false,"programs":["code/05-connect/two.c","code/04-accept/traps.c"]}
END
holds 'orders, and a pause' <<'END'
{"line":7,"actor":"client","mark":"!","order":"drop","text":"SYN,ACK","pause":false},{"line":10,"actor":"client","mark":"!","order":"cut","text":"","pause":true}
END
holds 'placeholders, each once, and quotes' <<'END'
{"line":11,"actor":"server","mark":">","text":"port {a}, {fd_1}, {b2} and {a} \"quoted\"{0x0d}{no newline}","pause":false,"bytes":[13],"noNewline":true,"numbers":["a","b2"]}
END
holds 'a key, a text, an end' <<'END'
{"line":12,"actor":"server","mark":"^","text":"C","pause":false},{"line":13,"actor":"server","mark":"<","text":"é","pause":false},{"line":14,"actor":"server","mark":"=","text":"SIGINT","pause":false}
END

# What is wrong is said, and the rest is there.
printf '# New\n\n### Deep\n\n# Again\n' >book/en/05-connect.md
change code/05-connect/hosts.scenario 's/10.0.0.1/300.1.1.1/'
change "$TRAPS" '$a/* begin: open */'
reports 'as JSON, with faults' 1 "$weave" --json <<END
$TRAPS:$(wc -l <"$TRAPS"): region 'open' has no end
book/en/05-connect.md:3: heading level 3 right below level 1
book/en/05-connect.md:5: a second title: the first is at line 1
book/en/05-connect.md:1: book/en/README.md does not list this chapter
code/05-connect/hosts.scenario:1: a host begins with its IPv4 address, not '300.1.1.1'
END
expect 'as JSON, with faults: the rest' 1 '"code/05-connect/two.c":{' "$weave" --json
rm book/en/05-connect.md book/fr/README.md
reports 'no table of contents' 1 "$weave" --json <<END
$TRAPS:$(wc -l <"$TRAPS"): region 'open' has no end
book/fr/README.md:1: missing: the list of the chapters
code/05-connect/hosts.scenario:1: a host begins with its IPv4 address, not '300.1.1.1'
END
expect 'on a full disk' 2 'weave: standard output: No space left on device' \
    sh -c "exec '$weave' --json >/dev/full"

finish
