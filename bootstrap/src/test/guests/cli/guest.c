#include "guest.h"

#include <errno.h>
#include <unistd.h>

#include <wasi/api.h>

extern char **environ;

IMPORT("wasi:cli/exit@0.2.12", "exit-with-code") void exit_with_code(int32_t status);
IMPORT("wasi:cli/terminal-stdin@0.2.12", "get-terminal-stdin") void get_terminal_stdin(void *option);
IMPORT("wasi:cli/terminal-stdout@0.2.12", "get-terminal-stdout") void get_terminal_stdout(void *option);
IMPORT("wasi:cli/terminal-stderr@0.2.12", "get-terminal-stderr") void get_terminal_stderr(void *option);

EXPORT("arguments") bytes *arguments(void) {
    __wasi_size_t count, size;
    __wasi_errno_t error = __wasi_args_sizes_get(&count, &size);
    say("%d arguments, error %d", (int) count, error);
    return &answer;
}

EXPORT("environment") bytes *environment(void) {
    for (char **each = environ; *each != NULL; each++) say("%s\n", *each);
    return &answer;
}

EXPORT("print") void print(const char *text, size_t length) {
    printf("%.*s\n", (int) length, text);
    fflush(stdout);
    fprintf(stderr, "%.*s\n", (int) length, text);
}

EXPORT("read") bytes *read_stdin(void) {
    char buffer[100];
    ssize_t length = read(0, buffer, sizeof buffer);
    say("%s", length == 0 ? "end" : length < 0 ? strerror(errno) : "bytes");
    return &answer;
}

/* option<own<terminal>>: whether there is one, then its handle */
static const char *found(void (*get)(void *)) {
    int32_t option[2];
    get(option);
    return *(uint8_t *) option ? "yes" : "no";
}

EXPORT("terminals") bytes *terminals(void) {
    say("stdin %s %d\n", found(get_terminal_stdin), isatty(0));
    say("stdout %s %d\n", found(get_terminal_stdout), isatty(1));
    say("stderr %s %d\n", found(get_terminal_stderr), isatty(2));
    return &answer;
}

EXPORT("leave") void leave(int32_t status) {
    exit(status);
}

EXPORT("leave-with-code") void leave_with_code(int32_t status) {
    exit_with_code(status);
}
