/* kkb-platform.c - calls that differ between POSIX and Windows, and nothing else. */
#define _GNU_SOURCE /* O_TMPFILE, linkat */
#include "kkb-platform.h"
#include "kkb-error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NAME  255 /* bytes; the same everywhere, so that two PCs on one share agree */
#define DIGEST_LENGTH 16

#ifdef G_OS_WIN32
#include <io.h>
#include <windows.h>
#include <psapi.h>
#else
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

/* ---- errors ------------------------------------------------------------------------------------------------------ */

static void
set_io_error (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, KKB_ERROR, KKB_ERROR_IO,
               _ ("“%s” could not be written: %s. Check the disk or the network share, or choose another place."), name,
               reason);
}

#ifdef G_OS_WIN32

static void
set_last_error (GError **error, const char *path)
{
  g_autofree char *reason = g_win32_error_message ((int)GetLastError ());

  set_io_error (error, path, reason);
}

static wchar_t *
wide_path (const char *path)
{
  return (wchar_t *)g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
}

#else

static void
set_errno_error (GError **error, const char *path)
{
  const int saved = errno;

  set_io_error (error, path, g_strerror (saved));
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean ok;

  if (fd < 0)
    {
      set_errno_error (error, path);
      return FALSE;
    }
  do
    ok = fsync (fd) == 0;
  while (!ok && errno == EINTR);
  /* Some network shares cannot sync a folder; they answer EINVAL, and there is nothing more to be done. */
  if (!ok && (flags & O_DIRECTORY) != 0 && (errno == EINVAL || errno == ENOTSUP))
    ok = TRUE;
  if (!ok)
    set_errno_error (error, path);
  close (fd);
  return ok;
}

#endif

static void
write_stream (FILE *stream, const char *text)
{
  fputs (text, stream);
  fflush (stream);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

void
kkb_platform_init_i18n (const char *locale_dir)
{
  const char *override = g_getenv ("KEIKAKUBO_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, override != NULL && *override != '\0' ? override : locale_dir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

gboolean
kkb_platform_sync_file (const char *path, GError **error)
{
#ifdef G_OS_WIN32
  g_autofree wchar_t *wide = wide_path (path);
  HANDLE file = CreateFileW (wide, GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
  gboolean ok = file != INVALID_HANDLE_VALUE && FlushFileBuffers (file);

  if (!ok)
    set_last_error (error, path);
  if (file != INVALID_HANDLE_VALUE)
    CloseHandle (file);
  return ok;
#else
  return sync_path (path, O_RDONLY, error);
#endif
}

gboolean
kkb_platform_sync_folder (const char *path, GError **error)
{
#ifdef G_OS_WIN32
  return TRUE; /* NTFS journals its folders; there is no call for it */
#else
  return sync_path (path, O_RDONLY | O_DIRECTORY, error);
#endif
}

static gboolean
write_all (int fd, const char *contents)
{
  const gsize length = strlen (contents);
  gsize done = 0;

  while (done < length)
    {
      const gssize n = write (fd, contents + done, (unsigned)(length - done));

      if (n > 0)
        done += (gsize)n;
      else if (n == 0 || errno != EINTR)
        return FALSE;
    }
#ifdef G_OS_WIN32
  return _commit (fd) == 0;
#else
  return fsync (fd) == 0;
#endif
}

#ifdef O_TMPFILE
/* A file without a name gets its contents first and its name last, so that a program that is killed on the way leaves
 * nothing: an empty owner file would keep everybody out. -1 where the disk or the system knows no such files; else an
 * errno, 0 for success. */
static int
create_whole (const char *path, const char *contents)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *nameless = NULL;
  int fd = open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644), result = 0;

  if (fd < 0)
    return -1;
  nameless = g_strdup_printf ("/proc/self/fd/%d", fd);
  if (!write_all (fd, contents))
    result = errno;
  else if (linkat (AT_FDCWD, nameless, AT_FDCWD, path, AT_SYMLINK_FOLLOW) != 0)
    result = errno == EEXIST ? EEXIST : -1;
  close (fd);
  return result;
}
#endif

static void
set_create_error (GError **error, const char *path, int cause)
{
  g_autofree char *name = g_filename_display_name (path);

  if (cause == EEXIST)
    g_set_error (error, KKB_ERROR, KKB_ERROR_EXISTS,
                 _ ("“%s” exists already. It was left as it is. Choose another name."), name);
  else
    set_io_error (error, path, g_strerror (cause));
}

gboolean
kkb_platform_create_exclusive (const char *path, const char *contents, GError **error)
{
  int fd, cause = -1;
  gboolean ok;

#ifdef O_TMPFILE
  cause = create_whole (path, contents);
  if (cause >= 0)
    {
      if (cause > 0)
        set_create_error (error, path, cause);
      return cause == 0;
    }
#endif
#ifdef G_OS_WIN32
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_BINARY, 0600);
#else
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
#endif
  if (fd < 0)
    {
      set_create_error (error, path, errno);
      return FALSE;
    }
  ok = write_all (fd, contents);
  if (!ok)
    set_io_error (error, path, g_strerror (errno));
  if (!g_close (fd, ok ? error : NULL))
    ok = FALSE;
  if (!ok)
    g_unlink (path); /* half a file is worse than none */
  return ok;
}

gboolean
kkb_platform_replace (const char *source, const char *target, GError **error)
{
#ifdef G_OS_WIN32
  g_autofree wchar_t *from = wide_path (source), *to = wide_path (target);

  if (MoveFileExW (from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
    return TRUE;
  set_last_error (error, target);
  return FALSE;
#else
  if (g_rename (source, target) == 0)
    return TRUE;
  set_errno_error (error, target);
  return FALSE;
#endif
}

char *
kkb_platform_real_path (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
#ifndef G_OS_WIN32
  g_autofree char *folder = g_path_get_dirname (whole), *name = g_path_get_basename (whole);
  char *real = realpath (whole, NULL), *found;

  if (real == NULL)
    {
      real = realpath (folder, NULL);
      found = real != NULL ? g_build_filename (real, name, NULL) : g_steal_pointer (&whole);
    }
  else
    found = g_strdup (real);
  free (real); /* of the C library */
  return found;
#else
  return g_steal_pointer (&whole); /* links are rare there, and nothing old tells where they lead */
#endif
}

char *
kkb_platform_short_name (const char *folder, const char *name, gsize room)
{
  g_autofree char *digest = NULL, *start = NULL;
  gsize longest = LONGEST_NAME, keep;

#ifndef G_OS_WIN32
  const long limit = pathconf (folder, _PC_NAME_MAX);

  if (limit > 0 && (gsize)limit < longest) /* an encrypted folder takes 143 */
    longest = (gsize)limit;
#endif
  if (strlen (name) + room <= longest)
    return g_strdup (name);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  digest[DIGEST_LENGTH] = '\0';
  keep = longest > room + DIGEST_LENGTH + 1 ? longest - room - DIGEST_LENGTH - 1 : 0;
  while (keep > 0 && ((guchar)name[keep] & 0xC0) == 0x80) /* not within a letter */
    keep--;
  start = g_strndup (name, keep);
  return g_strconcat (start, "~", digest, NULL);
}

gboolean
kkb_platform_make_private_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    {
#ifndef G_OS_WIN32
      struct stat info;

      /* A folder somebody else prepared for us is not private. */
      if (lstat (path, &info) == 0 && S_ISDIR (info.st_mode) && info.st_uid == geteuid ()
          && ((info.st_mode & 0077) == 0 || chmod (path, 0700) == 0))
        return TRUE;
      set_io_error (error, path, g_strerror (EACCES));
      return FALSE;
#else
      return TRUE;                 /* under the user's profile, which others cannot read */
#endif
    }
  set_io_error (error, path, g_strerror (errno));
  return FALSE;
}

gboolean
kkb_platform_process_alive (gint64 pid)
{
#ifdef G_OS_WIN32
  HANDLE process = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD)pid);
  DWORD code = 0;
  gboolean alive = process != NULL && GetExitCodeProcess (process, &code) && code == STILL_ACTIVE;

  if (process != NULL)
    CloseHandle (process);
  return alive;
#else
  if (pid <= 0 || pid > G_MAXINT32)
    return FALSE;
  return kill ((pid_t)pid, 0) == 0 || errno == EPERM;
#endif
}

gint64
kkb_platform_process_start (gint64 pid)
{
#ifdef G_OS_WIN32
  HANDLE process = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD)pid);
  FILETIME start, end, kernel, user;
  gint64 ticks = -1;

  if (process != NULL && GetProcessTimes (process, &start, &end, &kernel, &user))
    ticks = (gint64)start.dwHighDateTime << 32 | start.dwLowDateTime;
  if (process != NULL)
    CloseHandle (process);
  return ticks;
#else
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *contents = NULL;
  g_auto (GStrv) fields = NULL;
  const char *after;

  /* The name, in brackets, may hold anything; the 22nd field is the 20th behind it. */
  if (!g_file_get_contents (path, &contents, NULL, NULL) || (after = strrchr (contents, ')')) == NULL)
    return -1;
  fields = g_strsplit (after, " ", 0);
  return g_strv_length (fields) > 20 ? g_ascii_strtoll (fields[20], NULL, 10) : -1;
#endif
}

gint64
kkb_platform_pid (void)
{
#ifdef G_OS_WIN32
  return GetCurrentProcessId ();
#else
  return getpid ();
#endif
}

char *
kkb_platform_user_name (void)
{
  return g_filename_display_name (g_get_user_name ());
}

char *
kkb_platform_host_name (void)
{
  return g_filename_display_name (g_get_host_name ());
}

void
kkb_platform_write_stdout (const char *text)
{
  write_stream (stdout, text);
}

void
kkb_platform_write_stderr (const char *text)
{
  write_stream (stderr, text);
}

void
kkb_platform_share_heaps (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, 2);
#endif
}

gint64
kkb_platform_peak_memory_kib (void)
{
#ifdef G_OS_WIN32
  PROCESS_MEMORY_COUNTERS counters = { .cb = sizeof counters };

  if (!GetProcessMemoryInfo (GetCurrentProcess (), &counters, sizeof counters))
    return -1;
  return (gint64)(counters.PeakWorkingSetSize / 1024);
#else
  struct rusage usage;

  if (getrusage (RUSAGE_SELF, &usage) != 0)
    return -1;
#ifdef __APPLE__
  return usage.ru_maxrss / 1024;
#else
  return usage.ru_maxrss;
#endif
#endif
}
