/* faulty-vfs.h - a layer under the program's own file access that counts down to a disk that is full, or fails to sync.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FAULT_WRITE,
  FAULT_SYNC
} Fault;

/* Becomes the system's file access; before the program asks for it. */
void faulty_register (void);
/* The Nth operation from now and all after it fail; N < 0: none. */
void faulty_set (Fault kind, int n);
/* Syncs are left out: for tests of many commands, where the time goes into them. */
void faulty_set_unsynced (void);

G_END_DECLS
