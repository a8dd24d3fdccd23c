# Completion of gigaplan for bash: what may stand at the cursor is asked of the program itself.
_gigaplan() {
  local current=${COMP_WORDS[COMP_CWORD]} word line
  local -a words=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    words+=("${word//[\"\'\\]/}")
  done
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    # Within quotes readline completes a word as it is.
    case $current in
      [\"\']*) COMPREPLY+=("$line") ;;
      *) COMPREPLY+=("$(printf '%q' "$line")") ;;
    esac
  done < <("${COMP_WORDS[0]/#\~/$HOME}" completion words -- "${words[@]}" 2>/dev/null)
}
complete -o default -F _gigaplan gigaplan
