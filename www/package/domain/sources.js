/** The URLs of the study and the law that the notices refer to. */

/** Barrett et al. 2019: what facial movements do and do not reveal about emotions. */
export const EXPRESSIONS_STUDY = 'https://doi.org/10.1177/1529100619832930';
/** EU AI Act, Art. 5(1)(f): prohibits inferring emotions at work and in education. */
export const AI_ACT_ARTICLE_5 = 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_5';
/** EU AI Act, Art. 50(3): people must be informed of emotion recognition. */
export const AI_ACT_ARTICLE_50 = 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_50';
