/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stand-ins of the cards in view, by which assistive technology knows them. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/relationships/pnr-product-proxy.h"

#define NEW_PROXIES_AT_ONCE 60
#define LEAST_TARGET 24

static void
proxy_opened_cb (PnrCanvas *self, PnrProductProxy *proxy)
{
  gint64 id = pnr_product_proxy_get_product_id (proxy);

  if (!pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, id))
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, id);
  pnr_canvas_open (self);
}

/* Assistive technology moved the focus by itself: the walk goes on from there. */
static void
proxy_focused_cb (PnrCanvas *self, GParamSpec *pspec, GtkWidget *proxy)
{
  if (gtk_widget_has_focus (proxy))
    pnr_board_scene_set_focus (self->scene,
                               pnr_product_proxy_get_product_id (PNR_PRODUCT_PROXY (proxy)));
}

GtkWidget *
pnr_canvas_ensure_proxy (PnrCanvas *self, gint64 id)
{
  GtkWidget *proxy = g_hash_table_lookup (self->proxies, &id);

  if (proxy == NULL) {
    proxy = pnr_product_proxy_new (id);
    g_signal_connect_swapped (proxy, "opened", G_CALLBACK (proxy_opened_cb), self);
    g_signal_connect_swapped (proxy, "notify::has-focus", G_CALLBACK (proxy_focused_cb), self);
    gtk_widget_set_parent (proxy, GTK_WIDGET (self));
    g_hash_table_insert (self->proxies, g_memdup2 (&id, sizeof id), proxy);
  }
  return proxy;
}

void
pnr_canvas_describe_proxy (PnrCanvas *self, gint64 id)
{
  g_autofree char *label = pnr_board_scene_dup_product_label (self->scene, id);
  GtkWidget *proxy = g_hash_table_lookup (self->proxies, &id);

  pnr_product_proxy_describe (
      PNR_PRODUCT_PROXY (proxy), label,
      pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, id));
}

/* The focus must not be lost with the proxy that had it. */
static void
pnr_canvas_drop_proxies (PnrCanvas *self, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer id, proxy;

  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, &id, &proxy)) {
    if (g_hash_table_contains (wanted, id))
      continue;
    if (gtk_widget_has_focus (proxy))
      gtk_widget_grab_focus (GTK_WIDGET (self));
    gtk_widget_unparent (proxy);
    g_hash_table_iter_remove (&iter);
  }
}

static GHashTable *
pnr_canvas_list_proxied (PnrCanvas *self)
{
  GHashTable *wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  PnrBoardBox view = pnr_canvas_get_view_box (self);
  gint64 focus = pnr_board_scene_get_focus (self->scene);
  g_autofree gint64 *seen = NULL;
  g_autofree gint64 *selected = NULL;
  PnrBoardBox box;
  guint n_seen, n_selected;

  seen = pnr_board_scene_dup_products_in (self->scene, &view, &n_seen);
  selected = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_selected);
  for (guint i = 0; i < n_seen; i++)
    g_hash_table_add (wanted, g_memdup2 (&seen[i], sizeof seen[i]));
  if (n_selected == 1)
    g_hash_table_add (wanted, g_memdup2 (&selected[0], sizeof selected[0]));
  if (pnr_board_scene_get_product_box (self->scene, focus, &box))
    g_hash_table_add (wanted, g_memdup2 (&focus, sizeof focus));
  return wanted;
}

static gboolean
more_proxies_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->proxies_source = 0;
  pnr_canvas_update_proxies (self);
  return G_SOURCE_REMOVE;
}

/**
 * pnr_canvas_update_proxies:
 * @self: a canvas
 *
 * Gives every product in view its stand-in, a few at a time, and takes away the others.
 */
void
pnr_canvas_update_proxies (PnrCanvas *self)
{
  g_autoptr (GHashTable) wanted = pnr_canvas_list_proxied (self);
  GHashTableIter iter;
  gpointer key;
  guint n_new = 0;
  gboolean is_complete = TRUE;

  pnr_canvas_drop_proxies (self, wanted);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (!g_hash_table_contains (self->proxies, key)) {
      is_complete = n_new++ < NEW_PROXIES_AT_ONCE;
      if (!is_complete)
        break;
      pnr_canvas_ensure_proxy (self, *(gint64 *) key);
    }
    pnr_canvas_describe_proxy (self, *(gint64 *) key);
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (!is_complete && self->proxies_source == 0)
    self->proxies_source = g_timeout_add (1, more_proxies_cb, self);
}

void
pnr_canvas_allocate_proxies (PnrCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GHashTableIter iter;
  gpointer id, proxy;
  double x, y, zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, &id, &proxy)) {
    PnrBoardBox box = { 0 };
    int proxy_width, proxy_height;
    graphene_point_t corner;

    pnr_board_scene_get_product_box (self->scene, *(gint64 *) id, &box);
    proxy_width = MAX ((int) (box.width * zoom), LEAST_TARGET);
    proxy_height = MAX ((int) (box.height * zoom), LEAST_TARGET);
    corner.x = (float) ((box.x - x) * zoom);
    corner.y = (float) ((box.y - y) * zoom);
    gtk_widget_set_child_visible (proxy,
                                  gtk_widget_has_focus (proxy)
                                      || (corner.x + proxy_width > 0 && corner.x < width
                                          && corner.y + proxy_height > 0 && corner.y < height));
    gtk_widget_allocate (proxy, proxy_width, proxy_height, -1,
                         gsk_transform_translate (NULL, &corner));
  }
}
