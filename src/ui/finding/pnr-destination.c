/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thing that can be gone to or done by its name: a page, an action, a product, a bundle. */
#include "config.h"

#include "ui/finding/pnr-destination.h"

#include "base/pnr-text.h"

#include <string.h>

struct _PnrDestination {
  GObject parent_instance;

  char *title;
  char *detail;
  char *icon_name;
  char *action;
  guint rank;
};

G_DEFINE_FINAL_TYPE (PnrDestination, pnr_destination, G_TYPE_OBJECT)

static void
pnr_destination_finalize (GObject *object)
{
  PnrDestination *self = PNR_DESTINATION (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->icon_name);
  g_free (self->action);

  G_OBJECT_CLASS (pnr_destination_parent_class)->finalize (object);
}

static void
pnr_destination_class_init (PnrDestinationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_destination_finalize;
}

static void
pnr_destination_init (PnrDestination *self)
{
}

/**
 * pnr_destination_new:
 * @title: its name
 * @detail: (nullable): what tells it from others of this name
 * @icon_name: of its kind
 * @action: (nullable): the detailed action that goes there or does it
 */
PnrDestination *
pnr_destination_new (const char *title, const char *detail, const char *icon_name,
                     const char *action)
{
  PnrDestination *self = g_object_new (PNR_TYPE_DESTINATION, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->icon_name = g_strdup (icon_name);
  self->action = g_strdup (action);
  return self;
}

const char *
pnr_destination_get_title (PnrDestination *self)
{
  g_return_val_if_fail (PNR_IS_DESTINATION (self), NULL);

  return self->title;
}

const char *
pnr_destination_get_detail (PnrDestination *self)
{
  g_return_val_if_fail (PNR_IS_DESTINATION (self), NULL);

  return self->detail;
}

const char *
pnr_destination_get_icon_name (PnrDestination *self)
{
  g_return_val_if_fail (PNR_IS_DESTINATION (self), NULL);

  return self->icon_name;
}

const char *
pnr_destination_get_action (PnrDestination *self)
{
  g_return_val_if_fail (PNR_IS_DESTINATION (self), NULL);

  return self->action;
}

guint
pnr_destination_get_rank (PnrDestination *self)
{
  g_return_val_if_fail (PNR_IS_DESTINATION (self), 0);

  return self->rank;
}

void
pnr_destination_set_rank (PnrDestination *self, guint rank)
{
  g_return_if_fail (PNR_IS_DESTINATION (self));

  self->rank = rank;
}

static gboolean
begins_a_word (const char *text, const char *searched)
{
  for (const char *hit = strstr (text, searched); hit != NULL; hit = strstr (hit + 1, searched)) {
    if (hit == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (hit))))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_all_words (const char *title, const char *code, const char *searched)
{
  g_auto (GStrv) words = g_strsplit (searched, " ", -1);

  for (char **word = words; *word != NULL; word++) {
    if (strstr (title, *word) == NULL && strstr (code, *word) == NULL)
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_destination_rank:
 * @title: a name
 * @code: (nullable): what else it is known by, such as a SKU
 * @searched: what was typed, folded, not empty
 *
 * Returns: how well the name fits what was typed, 1 being best, or 0 where it does not
 */
guint
pnr_destination_rank (const char *title, const char *code, const char *searched)
{
  g_autofree char *folded_title = pnr_text_fold (title != NULL ? title : "");
  g_autofree char *folded_code = pnr_text_fold (code != NULL ? code : "");

  if (strcmp (folded_code, searched) == 0 || strcmp (folded_title, searched) == 0)
    return 1;
  if (g_str_has_prefix (folded_title, searched))
    return 2;
  if (g_str_has_prefix (folded_code, searched))
    return 3;
  if (begins_a_word (folded_title, searched))
    return 4;
  if (strstr (folded_title, searched) != NULL || strstr (folded_code, searched) != NULL)
    return 5;
  return has_all_words (folded_title, folded_code, searched) ? 6 : 0;
}
