// libzmq and libcrypto, loaded when a kernel needs them: linked to the program, they would slow every start of it by milliseconds.
#pragma once

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <zmq.h>

/// Loads the libraries, before anything else here is called. Gives why that failed; null if it did not.
const char *messaging_load(void);
