#include "CMicroHTTPD.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "CLoading.h"

static void *library;

struct MHD_Daemon *http_start(uint16_t port, MHD_AccessHandlerCallback handler, void *context) {
  if (!library) library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  __typeof__(MHD_start_daemon) *start = library ? (__typeof__(MHD_start_daemon) *)dlsym(library, "MHD_start_daemon") : 0;
  if (!start) return 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  return start(
      MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, port, 0, 0, handler, context, MHD_OPTION_SOCK_ADDR, &address,
      MHD_OPTION_CONNECTION_LIMIT, 32u, MHD_OPTION_CONNECTION_TIMEOUT, 60u, MHD_OPTION_END);
}

uint16_t http_port(struct MHD_Daemon *daemon) {
  __typeof__(MHD_get_daemon_info) *info = (__typeof__(MHD_get_daemon_info) *)dlsym(library, "MHD_get_daemon_info");
  const union MHD_DaemonInfo *port = info ? info(daemon, MHD_DAEMON_INFO_BIND_PORT) : 0;
  return port ? port->port : 0;
}

FORWARD(
    library, const char *, MHD_lookup_connection_value, (struct MHD_Connection * connection, enum MHD_ValueKind kind, const char *key),
    (connection, kind, key))
FORWARD(
    library, struct MHD_Response *, MHD_create_response_from_buffer, (size_t size, void *bytes, enum MHD_ResponseMemoryMode mode),
    (size, bytes, mode))
FORWARD(
    library, enum MHD_Result, MHD_add_response_header, (struct MHD_Response * response, const char *name, const char *content),
    (response, name, content))
FORWARD(
    library, enum MHD_Result, MHD_queue_response, (struct MHD_Connection * connection, unsigned int status, struct MHD_Response *response),
    (connection, status, response))
FORWARD(library, void, MHD_destroy_response, (struct MHD_Response * response), (response))
