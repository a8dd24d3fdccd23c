# Completion of gigaplan for fish: what may stand at the cursor is asked of the program itself.
function __gigaplan_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct | string unescape)
    set -l found ($before[1] completion words -- $before[2..-1] "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c gigaplan -f -a '(__gigaplan_complete)'
