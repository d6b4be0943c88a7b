/**
 * What is tried first, and so is no password: stems (numbers around them are taken off before the
 * look-up) and the long ones of public lists. Shorter ones are refused by their length.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passwort passw0rd p4ssword mypassword yourpassword thepassword newpassword adminpassword
  rootpassword userpassword testpassword passwordpassword password1password changeme changemeplease
  changemenow pleasechangeme letmein letmeinplease letmeinnow welcome welcomehome welcomeback administrator
  adminadmin adminadminadmin superadmin superuser rootroot rootrootroot testtest testtesttest demodemo
  useruser useruseruser guestguest defaultpassword temppassword temporary secret secretpassword topsecret
  iloveyou iloveyouforever iloveyousomuch iloveyouall iloveyoubaby ihateyou fuckyou fuckyoufuckyou
  qwerty qwertyuiop qwertyuiopasdf qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyqwerty qwerty123qwerty
  qwertyuiop123 qwertzuiop azertyuiop asdfghjkl asdfghjklzxcvbnm asdfasdf asdfasdfasdf asdfqwerzxcv zxcvbnm
  zxcvbnmasdfghjkl qazwsx qazwsxedc qazwsxedcrfv qazwsxedcrfvtgb 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv
  1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i q1w2e3r4t5y6 qweasdzxc qweasdzxc123 zaq12wsx
  zaq1xsw2cde3 1234qwerasdf 123qweasdzxc q1w2e3r4t5 qwer1234asdf abcd1234abcd abc123abc123 abcdef abcdefg
  1234567890 12345678910 123456789101112 123456123456 123123123123 121212121212 112233445566 11223344556677
  123321123321 987654321987 1029384756 147258369147 159357159357 789456123789 010203040506 101010101010
  football baseball basketball superman batman spiderman starwars pokemon dragon monkey sunshine princess
  master mastermaster shadow michael jennifer jessica jordan ashley daniel trustno1 whatever computer internet
  samsung samsunggalaxy microsoft google facebook instagram liverpool chelsea arsenal barcelona manchester
  manchesterunited realmadrid chocolate butterfly strawberry summer winter spring autumn flower cheese
  blink182 linkinpark metallica nirvana hellohello helloworld hellokitty goodmorning goodluck godisgood
  jesuschrist jesusislord jesussaves godblessyou iloveyoujesus lovelove lovelovelove loveyou loveme
  correcthorsebatterystaple correcthorse batterystaple opensesame nopassword nothing nothinghere
  hookline hooklinehookline hooklineadmin webhook webhooks integration automation workflow
  пароль парольпароль мойпароль йцукен йцукенгшщз йцукенгшщзхъ фывапролдж фывапролджэ ячсмитьбю привет
  приветпривет приветмир люблютебя ялюблютебя любовь наташа александр администратор
  gfhjkm gfhjkmgfhjkm ghbdtn ghbdtnghbdtn rfnzrfnz yfnfif vfhbyf k.,jdm dbrnjhbz`.split(/\s+/),
);
