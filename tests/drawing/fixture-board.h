/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A board with as many products and relations as asked for, the same each time. */
#pragma once

#include "drawing/pnr-board-scene.h"
#include "model/pnr-bundle.h"
#include "model/pnr-place.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"

typedef struct {
  GListStore *products;
  GListStore *relations;
  GListStore *bundles;
  GListStore *places;
  PnrBoardScene *scene;
} Board;

static inline Board
board_new (guint n_products, guint n_relations, gboolean is_placed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Board board = { g_list_store_new (PNR_TYPE_PRODUCT), g_list_store_new (PNR_TYPE_RELATION),
                  g_list_store_new (PNR_TYPE_BUNDLE), g_list_store_new (PNR_TYPE_PLACE),
                  pnr_board_scene_new () };
  PnrComponent parts[] = { { 1, 1, PNR_COMPONENT_ROLE_MAIN },
                           { 2, 1, PNR_COMPONENT_ROLE_AUXILIARY } };
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (90001);

  for (guint i = 1; i <= n_products; i++) {
    g_autoptr (PnrProduct) product = pnr_product_new (i);
    g_autofree char *name = g_strdup_printf ("Trail shoe number %u & more", i);
    g_autofree char *sku = g_strdup_printf ("TS-%04u", i);

    pnr_product_set_name (product, name);
    pnr_product_set_sku (product, sku);
    pnr_product_set_price_minor (product, 1990 + i * 10);
    g_list_store_append (board.products, product);
    if (is_placed) {
      g_autoptr (PnrPlace) place = pnr_place_new (50000 + i);

      pnr_place_set_product_id (place, i);
      pnr_place_set_x (place, (i - 1) % 32 * 224.0);
      pnr_place_set_y (place, (i - 1) / 32 * 104.0);
      g_list_store_append (board.places, place);
    }
  }
  for (guint i = 1; i <= n_relations; i++) {
    g_autoptr (PnrRelation) relation = pnr_relation_new (10000 + i);

    pnr_relation_set_from_id (relation, (i - 1) % n_products + 1);
    pnr_relation_set_to_id (relation, g_rand_int_range (random, 1, (gint32) n_products + 1));
    pnr_relation_set_kind (relation, i % 4);
    pnr_relation_set_two_way (relation, i % 5 == 0);
    g_list_store_append (board.relations, relation);
  }
  pnr_bundle_set_name (bundle, "Starter kit");
  pnr_bundle_set_components (bundle, parts, 2);
  g_list_store_append (board.bundles, bundle);
  pnr_board_scene_set_lists (board.scene, G_LIST_MODEL (board.products),
                             G_LIST_MODEL (board.relations), G_LIST_MODEL (board.bundles),
                             G_LIST_MODEL (board.places), NULL);
  return board;
}

static inline void
board_clear (Board *board)
{
  g_clear_object (&board->scene);
  g_clear_object (&board->products);
  g_clear_object (&board->relations);
  g_clear_object (&board->bundles);
  g_clear_object (&board->places);
}
