/** Domains at which anybody gets an address, so that sharing one says nothing about two people. */

const domains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.de hotmail.fr hotmail.co.uk hotmail.it
  live.com live.de live.fr live.co.uk live.nl msn.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk yahoo.co.jp yahoo.it yahoo.es
  ymail.com aol.com aim.com icloud.com me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de mail.de t-online.de
  freenet.de arcor.de posteo.de mailbox.org proton.me protonmail.com protonmail.ch pm.me tutanota.com tuta.com fastmail.com
  fastmail.fm hey.com zoho.com mail.com email.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it
  alice.it tiscali.it seznam.cz centrum.cz wp.pl onet.pl o2.pl interia.pl mail.ru yandex.ru yandex.com rambler.ru bk.ru
  list.ru ukr.net qq.com 163.com 126.com sina.com foxmail.com naver.com hanmail.net daum.net rediffmail.com bluewin.ch
  ziggo.nl kpnmail.nl telenet.be skynet.be comcast.net verizon.net att.net sbcglobal.net btinternet.com sky.com
  bigpond.com terra.com.br uol.com.br bol.com.br`.split(/\s+/),
);

export function isPublicMailDomain(domain: string): boolean {
  return domain === "" || domains.has(domain.toLowerCase());
}
