# Reads what `clang -Xclang -ast-dump` says of a preprocessed file and prints
# what stands at the top level of the file `wanted`, as weave --definitions
# does: kind, name, first line, last line.
#
# In the dump a node is a line: |-Kind 0x… <first place, last place> place words.
# A place is file:line:column, line:line:column where the file is that of the
# place before, col:column where the line is too.

# Takes the place at the start of `rest` away and notes where it is.
function place(    parts, n) {
    if (!match(rest, /^[^ ,>]+/))
        return
    n = split(substr(rest, 1, RLENGTH), parts, ":")
    rest = substr(rest, RLENGTH + 1)
    if (parts[1] == "line")
        line = parts[2]
    else if (n == 3) {
        file = parts[1]
        line = parts[2]
    }
}

function found(kind, name) {
    if (file == wanted)
        print kind, name, first, last
}

# The first word that is a name.
function name_of(text) {
    while (match(text, /^ *(implicit|used|referenced|invalid|constexpr) /))
        text = substr(text, RSTART + RLENGTH)
    sub(/^ */, "", text)
    return match(text, /^[A-Za-z_][A-Za-z_0-9]*/) ? substr(text, 1, RLENGTH) : ""
}

{
    if (!match($0, /^[ |`-]*/))
        next
    depth = RLENGTH / 2
    rest = substr($0, RLENGTH + 1)
    sub(/^[a-z_]+: /, "", rest)
    if (rest !~ /^[A-Za-z]+ 0x[0-9a-f]+ .*</)
        next
    kind = substr(rest, 1, index(rest, " ") - 1)
    gsub(/<invalid sloc>/, "invalid", rest)
    gsub(/<(built-in|scratch space|command line)>/, "none", rest)
    sub(/^[A-Za-z]+ 0x[0-9a-f]+ /, "", rest)
    while (sub(/^(parent|prev) 0x[0-9a-f]+ /, "", rest))
        ;
    if (rest !~ /^</)
        next
    rest = substr(rest, 2)
    place()
    from = line
    if (sub(/^, /, "", rest))
        place()
    to = line
    sub(/^> ?/, "", rest)
    if (kind ~ /Decl$/ && rest ~ /^([^ :]+:[0-9]+:[0-9]+|col:[0-9]+)/)
        place()

    if (depth == 1) {
        first = from
        last = to
        outer = kind
        name = name_of(rest)
    }
    if (depth == 1 && kind == "RecordDecl" && rest ~ /definition$/) {
        split(rest, words, " ")
        sub(/^ *(referenced )?(struct|union) /, "", rest)
        if (rest != "definition")
            found(words[words[1] == "referenced" ? 2 : 1], name_of(rest))
    } else if (depth == 1 && kind == "EnumDecl" && name != "") {
        found("enum", name)
    } else if (depth == 2 && kind == "EnumConstantDecl") {
        found("enumerator", name_of(rest))
    } else if (depth == 1 && kind == "TypedefDecl") {
        found("typedef", name)
    } else if (depth == 1 && kind == "VarDecl" &&
               (rest !~ / extern/ || rest ~ / cinit$/)) {
        found("variable", name)
    } else if (depth == 2 && kind == "CompoundStmt" &&
               outer == "FunctionDecl") {
        found("function", name)
    }
}
