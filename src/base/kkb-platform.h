/* kkb-platform.h - the only place with calls that differ between POSIX and Windows. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* Sets up gettext for the program: locale from the environment, domain "keikakubo", UTF-8. KEIKAKUBO_LOCALEDIR in the
 * environment overrides LOCALE_DIR. */
void kkb_platform_init_i18n (const char *locale_dir);
/* fsync of a closed file by path, and of its folder. */
gboolean kkb_platform_sync_file (const char *path, GError **error);
gboolean kkb_platform_sync_folder (const char *path, GError **error);
/* Creates PATH exclusively (O_EXCL) with CONTENTS, synced. KKB_ERROR_EXISTS if it is there. */
gboolean kkb_platform_create_exclusive (const char *path, const char *contents, GError **error);
/* Replaces TARGET by SOURCE atomically (same folder). */
gboolean kkb_platform_replace (const char *source, const char *target, GError **error);
/* PATH absolute, with every symbolic link in it followed, so that one file has one name; of what is not there yet the
 * folder is followed. As given where that cannot be found out. Free with g_free(). */
char *kkb_platform_real_path (const char *path);
/* NAME for a file of ours in FOLDER beside that of NAME, whose own name needs ROOM bytes more: shortened, with a digest
 * of NAME in place of the rest, where the file system would refuse it (always the same for the same name). Free with
 * g_free(). */
char *kkb_platform_short_name (const char *folder, const char *name, gsize room);
/* Makes a private folder (0700). */
gboolean kkb_platform_make_private_folder (const char *path, GError **error);
/* Is a process of this pid alive on this host? */
gboolean kkb_platform_process_alive (gint64 pid);
gint64 kkb_platform_pid (void);
/* When that process started, in ticks of the system since some fixed moment (only good for comparing: a pid can be
 * given out again); -1 if there is no such process or the system does not tell. */
gint64 kkb_platform_process_start (gint64 pid);
/* Login name and host name for the owner file and the history. Free with g_free(). */
char *kkb_platform_user_name (void);
char *kkb_platform_host_name (void);
/* Writes UTF-8 bytes to stdout/stderr whatever the locale (g_print is not). */
void kkb_platform_write_stdout (const char *text);
void kkb_platform_write_stderr (const char *text);
/* To be called before there are threads: all workers share one heap beside that of the main thread. Otherwise glibc gives
 * each a heap of its own, and keeps what a load, a check and an export have freed in each of them. */
void kkb_platform_share_heaps (void);
/* Peak resident memory of this process in KiB, for benchmarks. */
gint64 kkb_platform_peak_memory_kib (void);

G_END_DECLS
