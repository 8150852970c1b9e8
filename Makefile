# Tuyau: a course on TCP sockets in C. 'make' alone says what one can do.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.SECONDEXPANSION:

SHELL := /bin/sh
B := build
BIN := $(B)/bin
OK := $(B)/check

# ---------------------------------------------------------------- what to do

.PHONY: help
help:
	@echo 'make serve         build the book and read it at http://127.0.0.1:8080/'
	@echo 'make book          build the book into build/site'
	@echo 'make lab           build the Linux in the page into build/lab'
	@echo 'make bench-lab     measure it'
	@echo 'make draw          draw the diagrams that are new or changed'
	@echo 'make check         verify everything: programs, runs, chapters, site, lab'
	@echo 'make check-lab     the part of it that is about the Linux in the page'
	@echo 'make check-code    the part of it that needs no Node'
	@echo 'make programs      build all programs into build/bin/plain'
	@echo 'make weave         write the code into the chapters again'
	@echo 'make play S=FILE   watch one run, and compare it with what is written'
	@echo 'make shell         a shell in a network of its own, with all programs; AS=root its root'
	@echo 'make rewrite S=FILE   play it and write down what happened'
	@echo 'make record        record all runs again; S=FILE records one'
	@echo 'make soak          play every scenario 20 times with busy processors; S=FILE one'
	@echo 'make format        lay out all C, JavaScript, TypeScript and CSS files'
	@echo 'make clean         remove everything that was generated, but no download'
	@echo 'make distclean     remove the downloads, too'

# ------------------------------------------------------------------ C: flags

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
# DWARF 4: Valgrind 3.19 cannot read all that DWARF 5 of clang 14 says
CFLAGS := -std=c17 -g -gdwarf-4 $(WARN)
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all \
            -fno-omit-frame-pointer
GCC := gcc
CLANG := clang
STEP := scripts/step

# ----------------------------------------------------- the course's programs

# Which programs there are, what each is built from, and who plays them is read
# by weave alone. The folders are named too, so that a file that is gone is
# noticed.
CODE := $(wildcard code/*/*.[ch] code/*/*.scenario code/*/*/*.[ch] code/*/*/*.scenario)
COURSE := $(B)/course.mk
$(COURSE): $(CODE) $(sort $(dir $(CODE))) | $(B)/tools/weave
	@mkdir -p $(@D)
	@$(B)/tools/weave --make > $@.new
	@mv $@.new $@
ifneq ($(filter all-% count-% $(BIN)/% $(OK)/%,$(MAKECMDGOALS)),)
include $(COURSE)
endif
RECORDINGS := $(wildcard code/*/*.json code/*/broken/*.json)
PLAIN := $(PROGRAMS:code/%.c=$(BIN)/plain/%)
ASAN := $(PROGRAMS:code/%.c=$(BIN)/asan/%)
TSAN := $(PROGRAMS:code/%.c=$(BIN)/tsan/%)
CLANGED := $(PROGRAMS:code/%.c=$(BIN)/clang/%)
HEADERS := $(filter %.h,$(CODE))
modules_of = $(MODULES_OF_$(1))

.PHONY: programs all-programs
programs:
	@scripts/setup programs
	@$(MAKE) -s all-programs
all-programs: $(PLAIN)

$(PLAIN): $(BIN)/plain/%: code/%.c $$(call modules_of,code/$$*.c) $(HEADERS)
	@$(STEP) 'gcc $<' $@ $(GCC) $(CFLAGS) $(filter %.c,$^) -o $@
$(ASAN): $(BIN)/asan/%: code/%.c $$(call modules_of,code/$$*.c) $(HEADERS)
	@$(STEP) 'gcc -fsanitize=address,undefined $<' $@ \
	    $(GCC) $(CFLAGS) $(SANITIZE) $(filter %.c,$^) -o $@
$(TSAN): $(BIN)/tsan/%: code/%.c $$(call modules_of,code/$$*.c) $(HEADERS)
	@$(STEP) 'gcc -fsanitize=thread $<' $@ \
	    $(GCC) $(CFLAGS) -fsanitize=thread $(filter %.c,$^) -o $@
$(CLANGED): $(BIN)/clang/%: code/%.c $$(call modules_of,code/$$*.c) $(HEADERS)
	@$(STEP) 'clang $<' $@ $(CLANG) $(CFLAGS) $(filter %.c,$^) -o $@

# ----------------------------------------------------------------- the tools

T := $(B)/tools
TOOL_SOURCES := $(wildcard scripts/*/*.c)
TOOL_HEADERS := $(wildcard scripts/*/*.h)
TOOL_OBJECTS := $(TOOL_SOURCES:scripts/%.c=$(T)/obj/%.o)
TOOL_CLANGED := $(TOOL_SOURCES:scripts/%.c=$(T)/clang/%.o)

# each tool is its own main; what they share is in one library
MAINS := $(T)/play $(T)/enter $(T)/weave $(T)/compare $(T)/record
MAIN_SOURCES := scripts/play/play.c scripts/play/enter.c scripts/weave/weave.c \
                scripts/weave/compare.c scripts/record/record.c
MAIN_OBJECTS := $(MAIN_SOURCES:scripts/%.c=$(T)/obj/%.o)
# who needs what of it: only record reads debug information, with libdw
RECORD_OBJECTS := $(filter $(T)/obj/record/%,$(TOOL_OBJECTS))
TOOL_LIBRARY := $(T)/obj/common.a

$(TOOL_OBJECTS): $(T)/obj/%.o: scripts/%.c
	@$(STEP) 'gcc $<' $@ $(GCC) $(CFLAGS) -Iscripts -O1 -MMD -MP -c $< -o $@
$(TOOL_CLANGED): $(T)/clang/%.o: scripts/%.c
	@$(STEP) 'clang $<' $@ $(CLANG) $(CFLAGS) -Iscripts -MMD -MP -c $< -o $@
-include $(TOOL_OBJECTS:.o=.d) $(TOOL_CLANGED:.o=.d)

$(TOOL_LIBRARY): $(filter-out $(MAIN_OBJECTS) $(RECORD_OBJECTS),$(TOOL_OBJECTS))
	@rm -f $@
	@$(STEP) 'ar $@' $@ ar rcs $@ $^
$(T)/record: $(RECORD_OBJECTS) $(TOOL_LIBRARY)
	@$(STEP) 'link $@' $@ $(GCC) $^ -ldw -o $@
$(T)/play $(T)/enter: $(T)/%: $(T)/obj/play/%.o $(TOOL_LIBRARY)
	@$(STEP) 'link $@' $@ $(GCC) $^ -o $@
$(T)/weave $(T)/compare: $(T)/%: $(T)/obj/weave/%.o $(TOOL_LIBRARY)
	@$(STEP) 'link $@' $@ $(GCC) $^ -o $@

# ------------------------------------------------------------- the scenarios

played = $(PLAYED_UNDER_$(1):code/%.scenario=$(OK)/play/%.$(1).ok)
PLAYED := $(foreach tool,none memcheck helgrind asan tsan,$(call played,$(tool)))
RECORDED := $(RECORDED_SCENARIOS:code/%.scenario=$(OK)/record/%.ok)
# programs_for FOLDER SCENARIO: those that it starts, as FOLDER has them
programs_for = $(patsubst code/%.c,$(BIN)/$(1)/%,$(PROGRAMS_OF_code/$(2).scenario))

$(OK)/play/%.none.ok: code/%.scenario $(T)/play $$(call programs_for,plain,$$*)
	@$(STEP) 'play $<' $@ $(T)/play $<
$(OK)/play/%.memcheck.ok: code/%.scenario $(T)/play $$(call programs_for,plain,$$*)
	@$(STEP) 'play --tool memcheck $<' $@ $(T)/play --tool memcheck $<
$(OK)/play/%.helgrind.ok: code/%.scenario $(T)/play $$(call programs_for,plain,$$*)
	@$(STEP) 'play --tool helgrind $<' $@ $(T)/play --tool helgrind $<
$(OK)/play/%.asan.ok: code/%.scenario $(T)/play $$(call programs_for,asan,$$*)
	@$(STEP) 'play --tool asan $<' $@ $(T)/play --tool asan $<
$(OK)/play/%.tsan.ok: code/%.scenario $(T)/play $$(call programs_for,tsan,$$*)
	@$(STEP) 'play --tool tsan $<' $@ $(T)/play --tool tsan $<

# A recording is compared with what happens today.
$(OK)/record/%.ok: code/%.scenario $$(wildcard code/$$*.json) $(T)/record $$(call programs_for,plain,$$*)
	@$(STEP) 'record --check $<' $@ $(T)/record --check $<

# What S names, or of recordings all; only the programs that they start are
# built.
CHOSEN = $(patsubst ./%,%,$(S))
chosen_programs = $(foreach s,$(1),$(call programs_for,plain,$(s:code/%.scenario=%)))
.PHONY: play rewrite record soak all-play all-rewrite all-record all-soak
play rewrite:
	@if [ ! -f "$(S)" ]; then echo 'which scenario? make $@ S=code/04-accept/one_client.scenario'; exit 2; fi
	@scripts/setup play
	@$(MAKE) -s all-$@ S='$(S)'
# The programs, and a machine of its own to run them on, as the runs have; IN
# names a chapter's folder.
.PHONY: shell
shell:
	@scripts/setup play
	@$(MAKE) -s all-programs $(T)/enter
	@$(T)/enter $(if $(filter root,$(AS)),--root) $(BIN)/plain/$(IN)
record:
	@scripts/setup record
	@$(MAKE) -s all-record S='$(S)'
soak:
	@scripts/setup code
	@$(MAKE) -s all-soak
all-play: $(T)/play $(call chosen_programs,$(CHOSEN))
	@$(T)/play --show $(CHOSEN) && echo && echo '$(CHOSEN): as it says'
all-rewrite: $(T)/play $(call chosen_programs,$(CHOSEN))
	@$(T)/play --rewrite $(CHOSEN)
all-record: $(T)/record $(call chosen_programs,$(or $(CHOSEN),$(RECORDED_SCENARIOS)))
	@for s in $(or $(CHOSEN),$(RECORDED_SCENARIOS)); do \
	    echo "$$s"; $(T)/record "$$s" || exit; done
# of scenario S, or of all
chosen_checks = $(foreach s,$(1:code/%.scenario=%),$(filter $(OK)/play/$(s).% $(OK)/record/$(s).ok,$(PLAYED) $(RECORDED)))
all-soak: $(T)/play $(T)/record $(PLAIN) $(ASAN) $(TSAN)
	@scripts/soak $(or $(RUNS),20) $(if $(CHOSEN),$(call chosen_checks,$(CHOSEN)),$(PLAYED) $(RECORDED))

# --------------------------------------------------------------- the chapters

CHAPTERS := $(wildcard book/en/*.md book/fr/*.md)

.PHONY: weave format
weave:
	@scripts/setup programs
	@$(MAKE) -s $(T)/weave
	@$(T)/weave
format: $(ALL_MODULES)
	@clang-format -i $(C_FILES)
	@$(PRETTIER) --log-level warn --write $(LAID_OUT)

C_FILES := $(wildcard code/*/*.[ch] code/*/broken/*.[ch] scripts/*/*.[ch] \
             book/lab/image/files/usr/src/*.[ch] \
             tests/*/*.[ch] \
             tests/*/*/*.[ch])
SHELL_FILES := .ci/run $(wildcard scripts/setup scripts/step scripts/check \
                 scripts/wide scripts/soak tests/*/*.sh tests/*.sh) \
                 $(shell grep -lrs "^\#!/bin/bash" book/lab/image)

$(OK)/format.ok: .clang-format $(C_FILES)
	@$(STEP) 'clang-format (make format)' $@ \
	    clang-format --dry-run -Werror $(C_FILES)
$(OK)/shellcheck.ok: $(SHELL_FILES)
	@$(STEP) shellcheck $@ shellcheck -x -e SC2016 $(SHELL_FILES)
$(OK)/weave.ok: $(T)/weave $(CHAPTERS) $(CODE)
	@$(STEP) 'weave --check' $@ $(T)/weave --check
$(OK)/compare.ok: $(T)/compare $(CHAPTERS)
	@$(STEP) 'compare book/en book/fr' $@ $(T)/compare

# ------------------------------------------------------ the verifiers' tests

TOOL_TESTS := $(wildcard tests/*/run.sh)
TESTED := $(TOOL_TESTS:tests/%/run.sh=$(OK)/tests/%.ok)
$(TESTED): $(OK)/tests/%.ok: tests/%/run.sh $(MAINS) \
                             $$(shell find tests/% -type f)
	@$(STEP) 'test $*' $@ $<
# The tools' own tests once more, with the tools under sanitizers. In play's
# private machine the leak detector cannot run; the tests of weave and compare
# use the same memory.
ASAN_MAINS := $(MAINS:$(T)/%=$(T)/asan/%)
ASAN_TESTED := $(ASAN_MAINS:$(T)/asan/%=$(OK)/tests-asan/%.ok)
$(ASAN_MAINS): $(T)/asan/%: $(TOOL_SOURCES) $(TOOL_HEADERS)
	@$(STEP) 'gcc -fsanitize=address,undefined $*' $@ \
	    $(GCC) $(CFLAGS) $(SANITIZE) -Iscripts -o $@ $(filter %/$*.c,$(MAIN_SOURCES)) \
	    $(filter-out $(MAIN_SOURCES),$(TOOL_SOURCES)) -ldw
$(ASAN_TESTED): $(OK)/tests-asan/%.ok: $(OK)/tests/%.ok $(ASAN_MAINS)
	@$(STEP) 'test $* under sanitizers' $@ env PLAY=$(T)/asan/play \
	    ENTER=$(T)/asan/enter WEAVE=$(T)/asan/weave COMPARE=$(T)/asan/compare RECORD=$(T)/asan/record \
	    ASAN_OPTIONS=detect_leaks=$(if $(filter play record enter,$*),0,1) tests/$*/run.sh

$(OK)/tests/definitions.ok: $(C_FILES)
$(OK)/tests/record.ok: $(wildcard book/*/recordings.md)
$(TESTED): $(wildcard tests/*.sh)
$(OK)/tests/image.ok: $(shell find book/lab/image -type f 2>/dev/null)
$(OK)/tests/servers.ok: $(filter $(BIN)/plain/08-multithreading/%,$(PLAIN))
# the faults are planted in a copy of everything that is built so far
$(OK)/tests/faults.ok: Makefile $(wildcard scripts/* scripts/*/*) | $(PLAIN)

# -------------------------------------------------------------------- the site

SITE := book/site
NODE = $(firstword $(wildcard $(B)/node/node_modules/node-linux-*/bin/node) \
          node)
SITE_SOURCES := $(shell find $(SITE) book/lab tests/site tests/lab -name node_modules -prune \
                  -o -type f -print 2>/dev/null)
NODE_MODULES := $(SITE)/node_modules/.package-lock.json
LAB := book/lab
LAB_MODULES := $(LAB)/node_modules/.package-lock.json
LAB_IMAGE := $(OK)/lab-image.ok
# written by `setup lab`: without a Debian archive there is no lab
HAS_LAB := $(wildcard $(B)/lab/apt/sources.list)
BUILT := $(OK)/site-build.ok

# Libraries: a reader needs some (npm leaves its stamp), who draws or checks
# needs all.
ALL_MODULES := $(SITE)/node_modules/.all
NEED_ALL := $(filter check% all-% count-% draw format bench-lab $(OK)/%,$(MAKECMDGOALS))
$(ALL_MODULES): $(SITE)/package-lock.json
	@scripts/setup all-modules 2>&1
	@touch $@
$(NODE_MODULES): $(SITE)/package-lock.json | $(if $(NEED_ALL),$(ALL_MODULES))
	@[ $@ -nt $< ] || scripts/setup modules 2>&1

$(BUILT): $(NODE_MODULES) $(wildcard book/drawings/*) $(SITE_SOURCES) $(CHAPTERS) $(CODE) \
          $(RECORDINGS) $(T)/weave scripts/record/recording.schema.json \
          $(if $(HAS_LAB),$(LAB_IMAGE))
	@$(STEP) 'build the site' $@ $(NODE) $(SITE)/build.mjs
# all drawings once more
$(OK)/drawings.ok: $(ALL_MODULES) $(wildcard book/drawings/*) $(CHAPTERS) $(SITE_SOURCES) \
                   $(CODE) $(RECORDINGS) $(T)/weave
	@$(STEP) 'the drawings of the diagrams' $@ $(NODE) $(SITE)/draw.mjs --check
$(OK)/site-static.ok: $(BUILT)
	@$(STEP) 'links and sizes of the site' $@ \
	    $(NODE) $(SITE)/check.mjs --static
$(OK)/site-browser.ok: $(BUILT) $(ALL_MODULES)
	@$(STEP) 'the site in a browser' $@ $(NODE) $(SITE)/check.mjs --browser
# scripts/wide says which line is too long where no formatter breaks it: a
# comment, a string
PRETTIER = $(NODE) $(SITE)/node_modules/prettier/bin/prettier.cjs
LAID_OUT := $(filter %.js %.mjs %.ts %.css,$(SITE_SOURCES))
$(OK)/site-format.ok: .prettierrc.json $(ALL_MODULES) $(LAID_OUT) scripts/wide
	@$(STEP) 'prettier (make format)' $@ \
	    sh -c '"$$@" && scripts/wide $(LAID_OUT)' sh $(PRETTIER) --check $(LAID_OUT)
$(OK)/site-types.ok: $(ALL_MODULES) $(LAB_MODULES) $(SITE_SOURCES)
	@$(STEP) 'types of the site' $@ \
	    $(NODE) $(SITE)/node_modules/typescript/bin/tsc --project $(SITE)
$(OK)/site-tests.ok: $(ALL_MODULES) $(SITE_SOURCES) $(T)/weave
	@$(STEP) 'tests of the site' $@ $(NODE) --test $(filter-out %/search.test.js,$(wildcard tests/site/*.test.js))

# what is searched is the book itself
$(OK)/site-search.ok: $(BUILT) $(ALL_MODULES) tests/site/search.test.js
	@$(STEP) 'the search of the site' $@ $(NODE) --test tests/site/search.test.js

# --------------------------------------------------------------------- the lab

$(LAB_MODULES): $(LAB)/package-lock.json
	@scripts/setup lab-modules 2>&1
# its hosts are those of play
LAB_SHARED := $(wildcard scripts/play/wire.[ch] scripts/play/configure.[ch] \
                scripts/common/memory.[ch] scripts/common/segment_kind.[ch] scripts/common/host.h)
$(LAB_IMAGE): $(LAB_MODULES) $(shell find $(LAB)/image -type f 2>/dev/null) \
              $(LAB)/machine/machine.js $(LAB_SHARED)
	@$(STEP) 'build the lab (some minutes)' $@ env NODE=$(NODE) $(LAB)/image/build
# tcc, which compiles these in the guest, warns of little
GUEST_SOURCES := $(wildcard $(LAB)/image/files/usr/src/*.c)
GUEST_OBJECTS := $(GUEST_SOURCES:$(LAB)/image/files/usr/src/%.c=$(T)/guest/%.o)
GUEST_CLANGED := $(GUEST_OBJECTS:$(T)/guest/%=$(T)/guest-clang/%)
$(GUEST_OBJECTS): $(T)/guest/%.o: $(LAB)/image/files/usr/src/%.c $(LAB_SHARED)
	@$(STEP) 'gcc $<' $@ $(GCC) $(CFLAGS) -Iscripts -c $< -o $@
$(GUEST_CLANGED): $(T)/guest-clang/%.o: $(LAB)/image/files/usr/src/%.c $(LAB_SHARED)
	@$(STEP) 'clang $<' $@ $(CLANG) $(CFLAGS) -Iscripts -c $< -o $@

$(OK)/lab-types.ok: $(ALL_MODULES) $(LAB_MODULES) $(SITE_SOURCES)
	@$(STEP) 'types of the lab' $@ \
	    $(NODE) $(SITE)/node_modules/typescript/bin/tsc --project $(LAB)
$(OK)/lab-guest.ok: $(LAB_IMAGE) $(CODE) $(T)/weave \
                    $(wildcard $(LAB)/machine/* $(LAB)/check/*)
	@$(STEP) 'programs and scenarios in the lab' $@ $(NODE) $(LAB)/check/guest.mjs
# not beside the other browser check: each takes all processors
$(OK)/lab-page.ok: $(BUILT) $(LAB_IMAGE) $(wildcard tests/lab/*) | $(OK)/site-browser.ok
	@$(STEP) 'the lab in a browser' $@ $(NODE) --test $(wildcard tests/lab/*.test.js)

# now-…: which Node is the right one is known when setup has run
.PHONY: lab now-lab bench-lab
lab:
	@scripts/setup lab
	@$(MAKE) -s now-lab
now-lab: $(LAB_MODULES)
	@env NODE=$(NODE) $(LAB)/image/build
bench-lab: lab book
	@$(NODE) $(SITE)/check/bench-lab.mjs

.PHONY: book draw serve now-book now-draw prepare-serve now-serve
draw:
	@scripts/setup site draw
	@$(MAKE) -s now-draw
now-draw: $(ALL_MODULES) $(T)/weave
	@$(NODE) $(SITE)/draw.mjs
# one after the other, with -j too: npm must be there before it is called
book:
	@scripts/setup site
	@$(MAKE) -s now-book
now-book: $(NODE_MODULES) $(T)/weave
	@$(NODE) $(SITE)/build.mjs
# The page that asks to wait needs any Node. Where the lab's packages cannot be
# had, the book is served without it.
INSTALL_SERVE := scripts/setup site lab || INSTALL=no scripts/setup site
serve:
	@command -v node >/dev/null || { $(INSTALL_SERVE); }
	@node $(SITE)/wait.mjs '$(or $(PORT),8080)' prepare-serve now-serve
prepare-serve:
	@$(INSTALL_SERVE)
	@$(MAKE) -s $(NODE_MODULES) $(T)/weave
now-serve:
	@$(NODE) $(SITE)/serve.mjs --port $(PORT) --lab --told

# ------------------------------------------------------------------- the check

CODE_CHECKS = $(OK)/format.ok $(OK)/shellcheck.ok \
    $(PLAIN) $(ASAN) $(CLANGED) $(TOOL_OBJECTS) $(TOOL_CLANGED) $(MAINS) \
    $(GUEST_OBJECTS) $(GUEST_CLANGED) \
    $(PLAYED) $(RECORDED) $(OK)/weave.ok $(OK)/compare.ok $(TESTED) \
    $(ASAN_TESTED)
SITE_CHECKS = $(BUILT) $(OK)/drawings.ok $(OK)/site-static.ok $(OK)/site-browser.ok \
    $(OK)/site-search.ok \
    $(OK)/site-format.ok $(OK)/site-types.ok $(OK)/site-tests.ok $(OK)/lab-types.ok
LAB_CHECKS = $(LAB_IMAGE) $(OK)/lab-guest.ok $(OK)/lab-page.ok

.PHONY: check check-code check-lab all-checks all-code-checks \
        all-lab-checks count-all-checks count-all-code-checks \
        count-all-lab-checks
check:
	@scripts/setup code site lab
	@scripts/check all-checks
check-lab:
	@scripts/setup code site lab
	@scripts/check all-lab-checks
check-code:
	@scripts/setup code
	@scripts/check all-code-checks
# the image first: the rest need not wait for its kernel
all-checks: $$(if $$(HAS_LAB),$$(LAB_IMAGE)) $$(CODE_CHECKS) $$(SITE_CHECKS) \
            $$(if $$(HAS_LAB),$$(LAB_CHECKS))
all-lab-checks: $$(LAB_CHECKS)
all-code-checks: $$(CODE_CHECKS)
count-all-lab-checks:
	@echo $(words $(LAB_CHECKS))
count-all-checks:
	@echo $(words $(CODE_CHECKS) $(SITE_CHECKS) $(if $(HAS_LAB),$(LAB_CHECKS)))
count-all-code-checks:
	@echo $(words $(CODE_CHECKS))

.PHONY: clean distclean
clean:
	rm -rf $(filter-out $(B)/npm $(B)/node $(B)/lab,$(wildcard $(B)/*)) \
	    $(filter-out $(B)/lab/apt,$(wildcard $(B)/lab/*)) \
	    $(SITE)/node_modules $(LAB)/node_modules
distclean:
	rm -rf $(B) $(SITE)/node_modules $(LAB)/node_modules
