// libmicrohttpd, loaded when a page is served: linked to the program, it would slow every start of it by milliseconds.
#pragma once

#include <microhttpd.h>

/// Begins to answer on 127.0.0.1 alone, with a thread for each connection; port 0 is one that is free. Null where the library is not
/// there or the port is taken.
struct MHD_Daemon *http_start(uint16_t port, MHD_AccessHandlerCallback handler, void *context);

/// The port that it answers on.
uint16_t http_port(struct MHD_Daemon *daemon);
