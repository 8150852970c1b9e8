#!/bin/sh
# What compare exists for: each fault is planted in a copy of course/, a small
# course that is the same in both languages, and compare must report it, word
# for word.
# shellcheck disable=SC2016 # the backquotes are Markdown
set -u
. tests/expect.sh
. tests/reports.sh
compare=$(realpath "${COMPARE:-build/tools/compare}")
# shellcheck disable=SC2034 # for plant
course=$(dirname "$(realpath "$0")")/course
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

EN=book/en/04-accept.md
FR=book/fr/04-accept.md
EN_LIST=book/en/README.md
FR_LIST=book/fr/README.md

plant
reports 'the same course' 0 "$compare" </dev/null
expect 'the count' 0 'compare: 3 files in both languages' "$compare"
cd ..
reports 'the same course in another folder' 0 "$compare" --root course </dev/null
expect 'a wrong option' 2 'usage: compare' "$compare" --rot .

# --------------------------------------------------------------------- headings

plant
change "$FR" '/^### Une question/,/^## Ce que/d'
reports 'a section is missing' 1 "$compare" <<END
$FR:22: heading level 3 expected here as in $EN:25
$FR:22: question with choices [ ] [x] expected here as in $EN:27
$FR:22: callout [!NOTE] expected here as in $EN:35
$FR:22: heading level 2 expected here as in $EN:40
END

plant
change "$EN" 's/^### /## /'
reports 'a heading of another level' 1 "$compare" <<END
$FR:21: heading level 2 expected here as in $EN:25
END

plant
change "$FR" '34d'
reports 'the last heading is missing' 1 "$compare" <<END
$FR:35: heading level 2 expected here as in $EN:40
END

plant
printf '\n## Encore\n' >>"$FR"
reports 'a heading too many' 1 "$compare" <<END
$EN:53: heading level 2 expected here as in $FR:49
END

plant
change "$EN" '1s/^# //'
change "$FR" '1s/^# //'
printf '# Un\n\n# Deux\n' >book/fr/03-listen.md
printf '# One\n\n# Two\n\n#### Deep\n' >book/en/03-listen.md
reports 'titles' 1 "$compare" <<END
book/en/03-listen.md:3: a second title: the first is at line 1
book/en/03-listen.md:5: heading level 4: at most 3
book/fr/03-listen.md:3: a second title: the first is at line 1
book/fr/03-listen.md:3: heading level 4 expected here as in book/en/03-listen.md:5
$EN:1: no title: a heading of level 1
$FR:1: no title: a heading of level 1
END

plant
change "$EN" '3s/.*/A second socket\n---------------/'
reports 'an underlined heading' 1 "$compare" <<END
$EN:4: write a heading with #, not underlined
END

# ----------------------------------------------------------------------- blocks

plant
change "$FR" 's/#accept_one/#main/'
reports 'another listing' 1 "$compare" <<END
$FR:9: listing ../../code/04-accept/accept_each.c#accept_one with 2 notes expected here as in $EN:6
END

plant
change "$FR" '13d'
reports 'a note is missing' 1 "$compare" <<END
$FR:9: listing ../../code/04-accept/accept_each.c#accept_one with 2 notes expected here as in $EN:6
END

plant
change "$EN" '8s/$/\n```\n\n```c sketch\nint x;/'
reports 'notes below another block' 1 "$compare" <<END
$FR:9: listing ../../code/04-accept/accept_each.c#accept_one expected here as in $EN:6
$FR:17: c sketch with 2 notes expected here as in $EN:11
END

plant
change "$FR" '16,20d'
reports 'a scenario is missing' 1 "$compare" <<END
$FR:16: scenario ../../code/04-accept/one_after_the_other.scenario expected here as in $EN:21
END

plant
change "$EN" '/^```mermaid/,/^```$/d'
reports 'a diagram too many' 1 "$compare" <<END
$EN:48: diagram expected here as in $FR:40
END

plant
change "$FR" 's/since accept_one/since accept_two/'
reports 'another difference' 1 "$compare" <<END
$FR:45: diff ../../code/04-accept/accept_each.c since accept_one.c expected here as in $EN:51
END

plant
change "$FR" '/^```mermaid/,/^```$/d; s/^## Ce que.*/&\n\n```mermaid\nflowchart TB\n```/'
reports 'another order' 1 "$compare" <<END
$FR:36: c sketch expected here as in $EN:42
$EN:51: c sketch expected here as in $FR:40
END

plant
change "$FR" '12d'
reports 'a block that is not closed' 1 "$compare" <<END
$FR:9: this block is not closed before the one at line 16
END

# --------------------------------------------------------- callouts and questions

plant
change "$FR" 's/\[!NOTE\]/[!TIP]/'
reports 'another callout' 1 "$compare" <<END
$FR:31: callout [!NOTE] expected here as in $EN:35
END

plant
change "$FR" 's/\[!NOTE\]/[!HINT]/'
reports 'an unknown callout' 1 "$compare" <<END
$FR:31: a callout is [!NOTE], [!TIP], [!WARNING], [!PREDICT] or [!QUESTION], and not '[!HINT]'
END

plant
change "$FR" 's/- \[ \] 3/- [x] 3/; s/- \[X\] 4/- [ ] 4/'
reports 'another choice is right' 1 "$compare" <<END
$FR:23: question with choices [ ] [x] expected here as in $EN:27
END

plant
change "$EN" '27,/^> - \[x\]/s/^> - \[ \].*/&\n> - [ ] 5 and 6./'
reports 'a choice is missing' 1 "$compare" <<END
$FR:23: question with choices [ ] [ ] [x] expected here as in $EN:27
END

plant
change "$FR" 's/\[X\]/[ ]/'
change "$EN" 's/\[x\]/[ ]/'
reports 'no choice is right' 1 "$compare" <<END
$EN:27: a question without a right choice [x]
$FR:23: a question without a right choice [x]
END

# ----------------------------------------------------------- chapters and contents

plant
rm "$FR"
reports 'a chapter in one language' 1 "$compare" <<END
$EN:1: book/fr/04-accept.md is missing
$FR_LIST:6: no chapter 04-accept.md here
END

plant
printf '# Un\n' >book/fr/05-connect.md
printf '# One\n' >book/en/05-connect.md
reports 'a chapter that is not listed' 1 "$compare" <<END
book/en/05-connect.md:1: $EN_LIST does not list this chapter
book/fr/05-connect.md:1: $FR_LIST does not list this chapter
END

plant
change "$FR_LIST" '5{h;d}; 6G'
reports 'chapters in another order' 1 "$compare" <<END
$FR_LIST:5: 03-listen.md expected here as in $EN_LIST:5
$EN_LIST:6: 03-listen.md expected here as in $FR_LIST:6
END

plant
change "$EN_LIST" '6s/.*/&\n&/'
reports 'a chapter that is listed twice' 1 "$compare" <<END
$EN_LIST:7: 04-accept.md is already listed at line 6
$FR_LIST:6: 04-accept.md expected here as in $EN_LIST:7
END

plant
rm "$EN_LIST"
reports 'no list of the chapters' 1 "$compare" <<END
$EN_LIST:1: missing: the list of the chapters
$FR_LIST:1: book/en/README.md is missing
END

plant
rm -r book/en
mkdir book/en
reports 'a language without a chapter' 1 "$compare" <<END
$EN_LIST:1: missing: the list of the chapters
book/fr/03-listen.md:1: book/en/03-listen.md is missing
$FR:1: $EN is missing
$FR_LIST:1: $EN_LIST is missing
END

plant
change "$FR" '4s/$/\r/'
reports 'carriage returns' 1 "$compare" <<END
$FR:4: a carriage return: end lines with \\n alone
END

# A line of many brackets is read in one pass.
plant
head -c 500000 /dev/zero | tr '\0' '[' >>book/en/README.md
expect 'half a million brackets' 0 'files in both languages' timeout 10 "$compare"

finish
