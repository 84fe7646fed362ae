#include "guest.h"

#include <unistd.h>

#define RANDOM "wasi:random/random@0.2.12"
#define INSECURE "wasi:random/insecure@0.2.12"

IMPORT(RANDOM, "get-random-bytes") void get_random_bytes(uint64_t len, bytes *result);
IMPORT(RANDOM, "get-random-u64") uint64_t get_random_u64(void);
IMPORT(INSECURE, "get-insecure-random-bytes") void get_insecure_random_bytes(uint64_t len, bytes *result);
IMPORT(INSECURE, "get-insecure-random-u64") uint64_t get_insecure_random_u64(void);
IMPORT("wasi:random/insecure-seed@0.2.12", "insecure-seed") void insecure_seed(uint64_t *result);

EXPORT("secure-bytes") bytes *secure_bytes(uint64_t len) {
    get_random_bytes(len, &answer);
    return &answer;
}

EXPORT("secure-number") uint64_t secure_number(void) {
    return get_random_u64();
}

EXPORT("insecure-bytes") bytes *insecure_bytes(uint64_t len) {
    get_insecure_random_bytes(len, &answer);
    return &answer;
}

EXPORT("insecure-number") uint64_t insecure_number(void) {
    return get_insecure_random_u64();
}

EXPORT("seed") uint64_t *seed(void) {
    static uint64_t numbers[2];
    insecure_seed(numbers);
    return numbers;
}

EXPORT("entropy") bytes *entropy(uint32_t len) {
    answer = (bytes) {cabi_realloc(NULL, 0, 1, len), len};
    if (getentropy(answer.at, len) != 0) abort();
    return &answer;
}
