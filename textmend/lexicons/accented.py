"""
Accented words of English texts: loan words, and the names of people and places that news is full of.
"""

from __future__ import annotations

from functools import cache

WORDS = """
café cafés cliché clichés clichéd communiqué communiqués attaché attachés exposé exposés fiancé fiancés fiancée
fiancées protégé protégés protégée résumé résumés sauté sautéed touché passé blasé entrée entrées émigré émigrés née
matinée soufflé soufflés purée puréed crème crèche crêpe crêpes décor démarche détente déjà dépôt éclair élan élite
étude façade façades naïve naïvely naïveté naïf niño niña señor señora señores piñata jalapeño jalapeños mañana piñon
vicuña Noël Zoë Chloë Brontë Beyoncé André Andrés José Josés René Renée Désirée Hervé Gérard Stéphane Frédéric
François Françoise Jérôme Hélène Thérèse Michèle Geneviève Béatrice Raúl Raül Ramón Simón Germán Joaquín Martín
Agustín Ángel Ángela César Óscar Víctor Tomás Nicolás Jesús María Sofía Lucía Inés Moisés Mónica Verónica Bárbara Álvaro
Adrián Sebastián García Hernández Rodríguez Martínez González López Sánchez Pérez Gómez Díaz Jiménez Álvarez Fernández
Ramírez Vázquez Vásquez Suárez Núñez Ibáñez Guzmán Chávez Menéndez Gutiérrez Domínguez Meléndez Velázquez Velásquez
Ordóñez Muñoz Peña Nuñez Castañeda Bolaños Marín Beltrán Calderón Colón Cortés Dávila Durán Garzón León Perón Rincón
Róisín Valdés Bogotá Medellín Cancún México Panamá Perú Québec Montréal Mérida Málaga Córdoba Cádiz Asunción Cúcuta
Querétaro Yucatán São Brasília Goiás Paraná Ceará Curaçao Besançon Orléans Rhône Saône Genève Zürich München Köln
Düsseldorf Nürnberg Malmö Göteborg Århus Tromsø Réunion Préval Citroën Nestlé Hermès Lancôme Pokémon L'Oréal
doppelgänger Führer über Fräulein Schröder Müller Jäger Björk Søren Jørgensen Erdoğan smörgåsbord voilà crudités pâté
pâtés château châteaux maître fête rôle d'être bête tête-à-tête papier-mâché vis-à-vis soirée soirées toupée mêlée
mélange dénouement habitué hauteur ingénue outré précis risqué roué séance séances tréma Atatürk Ménière
Guillain-Barré Bézier
""".split()
LOST = "�"


@cache
def _by_loss() -> dict[str, str | None]:
    """Return the words by what is left of them when all letters beyond ASCII are lost; None where it is the same."""
    table: dict[str, str | None] = {}
    for word in WORDS:
        for form in {word, word.capitalize() if word.islower() else word, word.upper()}:
            key = "".join(letter if letter.isascii() else LOST for letter in form)
            if LOST in key:
                table[key] = form if table.get(key, form) == form else None
    return table


def restored(observed: str) -> str | None:
    """
    Return the word of which letters were lost, each as `�`; None if no word or several are left like that.

    >>> restored("Andr�s"), restored("r�sum�"), restored("Ch�t")
    ('Andrés', 'résumé', None)
    """
    return _by_loss().get(observed)
