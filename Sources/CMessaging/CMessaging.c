#include "CMessaging.h"

#include "CLoading.h"

static void *zmq, *crypto;

const char *messaging_load(void) {
  if (!zmq) zmq = dlopen("libzmq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!zmq) return dlerror();
  if (!crypto) crypto = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  return crypto ? 0 : dlerror();
}

FORWARD(zmq, void *, zmq_ctx_new, (void), ())
FORWARD(zmq, int, zmq_ctx_term, (void *context), (context))
FORWARD(zmq, void *, zmq_socket, (void *context, int type), (context, type))
FORWARD(zmq, int, zmq_close, (void *socket), (socket))
FORWARD(zmq, int, zmq_setsockopt, (void *socket, int option, const void *value, size_t size), (socket, option, value, size))
FORWARD(zmq, int, zmq_bind, (void *socket, const char *address), (socket, address))
FORWARD(zmq, int, zmq_poll, (zmq_pollitem_t * items, int count, long timeout), (items, count, timeout))
FORWARD(zmq, int, zmq_send, (void *socket, const void *bytes, size_t size, int flags), (socket, bytes, size, flags))
FORWARD(zmq, int, zmq_msg_init, (zmq_msg_t * message), (message))
FORWARD(zmq, int, zmq_msg_recv, (zmq_msg_t * message, void *socket, int flags), (message, socket, flags))
FORWARD(zmq, void *, zmq_msg_data, (zmq_msg_t * message), (message))
FORWARD(zmq, size_t, zmq_msg_size, (const zmq_msg_t *message), (message))
FORWARD(zmq, int, zmq_msg_more, (const zmq_msg_t *message), (message))
FORWARD(zmq, int, zmq_msg_close, (zmq_msg_t * message), (message))
FORWARD(zmq, int, zmq_errno, (void), ())
FORWARD(zmq, const char *, zmq_strerror, (int number), (number))

FORWARD(crypto, const EVP_MD *, EVP_get_digestbyname, (const char *name), (name))
FORWARD(
    crypto, unsigned char *, HMAC,
    (const EVP_MD *digest, const void *key, int keySize, const unsigned char *data, size_t size, unsigned char *code, unsigned int *codeSize),
    (digest, key, keySize, data, size, code, codeSize))
FORWARD(crypto, int, CRYPTO_memcmp, (const void *a, const void *b, size_t size), (a, b, size))
