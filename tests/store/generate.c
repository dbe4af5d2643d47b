/* generate.c - writes a generated document: generate FILE.keikaku INDICATORS [YEARS [SEED]] */
#include "kkb-generate.h"
#include "kkb-platform.h"
#include <stdlib.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  guint numbers[] = { 200, 10, 1 };

  if (argc < 2 || argc > 5)
    {
      kkb_platform_write_stderr ("generate FILE.keikaku INDICATORS [YEARS [SEED]]\n");
      return 2;
    }
  for (int i = 2; i < argc; i++)
    numbers[i - 2] = (guint)strtoul (argv[i], NULL, 10);
  if (kkb_generate_file (argv[1], numbers[0], numbers[1], numbers[2], &error))
    return 0;
  kkb_platform_write_stderr (error->message);
  kkb_platform_write_stderr ("\n");
  return 3;
}
