/** Types of the small libraries for old password hashes, which bring none. */
declare module "apache-md5" {
  /** @param salt `$1$salt$` or `$apr1$salt$` */
  export default function apacheMd5(password: string, salt: string): string;
}
declare module "unix-crypt-td-js" {
  export default function unixCrypt(password: string, salt: string): string;
}
