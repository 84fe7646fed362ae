#include "guest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A string parameter, terminated. */
static const char *text(const char *at, size_t length) {
    char *copy = cabi_realloc(NULL, 0, 1, length + 1);
    memcpy(copy, at, length);
    copy[length] = 0;
    return copy;
}

/* Notes how a step ended. */
static int step(const char *what, int result) {
    if (result < 0) say("%s: %s\n", what, strerror(errno));
    else say("%s: ok\n", what);
    return result;
}

static void say_file(const char *path) {
    char some[100];
    int file = open(path, O_RDONLY);
    if (file < 0) {
        say("%s\n", strerror(errno));
        return;
    }
    for (ssize_t length; (length = read(file, some, sizeof some)) != 0;) {
        if (length < 0) {
            say("%s", strerror(errno));
            break;
        }
        say("%.*s", (int) length, some);
    }
    say("\n");
    close(file);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *) a, *(char *const *) b);
}

static void say_names(const char *path) {
    static char *names[10000];
    size_t count = 0;
    DIR *directory = opendir(path);
    if (directory == NULL) {
        say("%s\n", strerror(errno));
        return;
    }
    for (struct dirent *entry; (entry = readdir(directory)) != NULL && count < 10000;) {
        if (entry->d_name[0] == '.' && (entry->d_name[1] == 0 || entry->d_name[1] == '.')) continue;
        const char *mark = entry->d_type == DT_DIR ? "/" : entry->d_type == DT_LNK ? "@" : "";
        size_t size = strlen(entry->d_name) + 2;
        names[count] = malloc(size);
        snprintf(names[count++], size, "%s%s", entry->d_name, mark);
    }
    closedir(directory);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) say(i == 0 ? "%s" : " %s", names[i]);
    say("\n");
}

static void say_stat(const char *path) {
    struct stat found;
    if (step("stat", stat(path, &found)) == 0) {
        const char *kind = S_ISDIR(found.st_mode) ? "directory" : S_ISREG(found.st_mode) ? "file" : "other";
        say("%s of %lld bytes, %llu links, changed at %lld.%09ld\n", kind, (long long) found.st_size,
            (unsigned long long) found.st_nlink, (long long) found.st_mtim.tv_sec, (long) found.st_mtim.tv_nsec);
    }
}

EXPORT("work") bytes *work(const char *at, size_t length) {
    const char *root = text(at, length);
    char a[300], b[300], some[10] = {0};
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1000000000, .tv_nsec = 5}};
    snprintf(a, sizeof a, "%s/a.txt", root);
    snprintf(b, sizeof b, "%s/sub", root);
    say_names(root);
    int file = step("create", open(a, O_RDWR | O_CREAT | O_EXCL, 0600));
    step("write", (int) write(file, "hello world", 11));
    step("seek", (int) lseek(file, 6, SEEK_SET));
    step("read", (int) read(file, some, 5));
    say("%s\n", some);
    step("pread", (int) pread(file, some, 5, 0));
    say("%s\n", some);
    step("pwrite", (int) pwrite(file, "W", 1, 6));
    step("tell", (int) lseek(file, 0, SEEK_CUR) - 11);
    step("ftruncate", ftruncate(file, 7));
    step("fsync", fsync(file));
    step("fdatasync", fdatasync(file));
    step("close", close(file));
    say_file(a);
    step("create again", open(a, O_RDWR | O_CREAT | O_EXCL, 0600));
    file = step("open to append", open(a, O_WRONLY | O_APPEND));
    step("append", (int) write(file, "!", 1));
    step("append", (int) write(file, "?", 1));
    step("read what is only written", (int) read(file, some, 1));
    step("close", close(file));
    say_file(a);
    step("utimensat", utimensat(AT_FDCWD, a, times, 0));
    say_stat(a);
    step("mkdir", mkdir(b, 0700));
    step("mkdir again", mkdir(b, 0700));
    snprintf(b, sizeof b, "%s/sub/b.txt", root);
    step("rename", rename(a, b));
    say_names(root);
    step("link", link(b, a));
    say_stat(a);
    step("unlink", unlink(b));
    step("symlink", symlink("../a.txt", b));
    memset(some, 0, sizeof some);
    step("readlink", (int) readlink(b, some, sizeof some - 1));
    say("%s\n", some);
    say_file(b);
    step("open without following", open(b, O_RDONLY | O_NOFOLLOW));
    file = step("truncate", open(b, O_WRONLY | O_TRUNC));
    close(file);
    say_stat(b);
    snprintf(b, sizeof b, "%s/sub", root);
    say_names(b);
    step("rmdir of a full one", rmdir(b));
    snprintf(b, sizeof b, "%s/sub/b.txt", root);
    step("unlink", unlink(b));
    snprintf(b, sizeof b, "%s/sub", root);
    step("rmdir", rmdir(b));
    step("unlink", unlink(a));
    step("unlink again", unlink(a));
    step("open of nothing", open(a, O_RDONLY));
    say_names(root);
    return &answer;
}

EXPORT("read") bytes *read_file(const char *at, size_t length) {
    say_file(text(at, length));
    return &answer;
}

EXPORT("write") bytes *write_file(const char *at, size_t length, const char *contents, size_t size) {
    int file = open(text(at, length), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || write(file, contents, size) != (ssize_t) size || close(file) != 0) say("%s", strerror(errno));
    else say("ok");
    return &answer;
}

EXPORT("names") bytes *names(const char *at, size_t length) {
    say_names(text(at, length));
    return &answer;
}

static uint64_t sum_of(int file) {
    static uint8_t some[1 << 16];
    uint64_t sum = 0;
    for (ssize_t length; (length = read(file, some, sizeof some)) > 0;) {
        for (ssize_t i = 0; i < length; i++) sum += some[i];
    }
    return sum;
}

EXPORT("sum") uint64_t sum(const char *at, size_t length) {
    int file = open(text(at, length), O_RDONLY);
    if (file < 0) abort();
    return sum_of(file);
}

EXPORT("sum-all") uint64_t sum_all(const char *at, size_t length) {
    uint64_t sum = 0;
    DIR *directory = opendir(text(at, length));
    if (directory == NULL) abort();
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_type != DT_REG) continue;
        int file = openat(dirfd(directory), entry->d_name, O_RDONLY);
        if (file < 0) abort();
        sum += sum_of(file);
        close(file);
    }
    closedir(directory);
    return sum;
}

EXPORT("hold") uint32_t hold(const char *at, size_t length, uint32_t times) {
    const char *path = text(at, length);
    uint32_t opened = 0;
    while (opened < times && open(path, O_RDONLY) >= 0) opened++;
    return opened;
}

EXPORT("hold-and-crash") void hold_and_crash(const char *at, size_t length) {
    if (open(text(at, length), O_RDONLY) >= 0) __builtin_trap();
}
