// Pictures of the console (Lucide, ISC licence). A name that is not here is drawn as a puzzle piece.
import Activity from 'lucide-static/icons/activity.svg';
import Archive from 'lucide-static/icons/archive.svg';
import ArchiveRestore from 'lucide-static/icons/archive-restore.svg';
import ArrowDown from 'lucide-static/icons/arrow-down.svg';
import ArrowLeft from 'lucide-static/icons/arrow-left.svg';
import ArrowRight from 'lucide-static/icons/arrow-right.svg';
import ArrowUp from 'lucide-static/icons/arrow-up.svg';
import BadgeCheck from 'lucide-static/icons/badge-check.svg';
import BadgeEuro from 'lucide-static/icons/badge-euro.svg';
import Banknote from 'lucide-static/icons/banknote.svg';
import Barcode from 'lucide-static/icons/barcode.svg';
import BatteryLow from 'lucide-static/icons/battery-low.svg';
import Bell from 'lucide-static/icons/bell.svg';
import BellRing from 'lucide-static/icons/bell-ring.svg';
import Bluetooth from 'lucide-static/icons/bluetooth.svg';
import BookOpen from 'lucide-static/icons/book-open.svg';
import Box from 'lucide-static/icons/box.svg';
import Briefcase from 'lucide-static/icons/briefcase.svg';
import Building from 'lucide-static/icons/building.svg';
import BuildingTwo from 'lucide-static/icons/building-2.svg';
import Calendar from 'lucide-static/icons/calendar.svg';
import CalendarClock from 'lucide-static/icons/calendar-clock.svg';
import CalendarDays from 'lucide-static/icons/calendar-days.svg';
import Camera from 'lucide-static/icons/camera.svg';
import ChartColumn from 'lucide-static/icons/chart-column.svg';
import ChartLine from 'lucide-static/icons/chart-line.svg';
import ChartPie from 'lucide-static/icons/chart-pie.svg';
import Check from 'lucide-static/icons/check.svg';
import CheckCheck from 'lucide-static/icons/check-check.svg';
import ChevronDown from 'lucide-static/icons/chevron-down.svg';
import ChevronLeft from 'lucide-static/icons/chevron-left.svg';
import ChevronRight from 'lucide-static/icons/chevron-right.svg';
import ChevronUp from 'lucide-static/icons/chevron-up.svg';
import CircleAlert from 'lucide-static/icons/circle-alert.svg';
import CircleCheck from 'lucide-static/icons/circle-check.svg';
import CircleDollarSign from 'lucide-static/icons/circle-dollar-sign.svg';
import CircleHelp from 'lucide-static/icons/circle-help.svg';
import CircleX from 'lucide-static/icons/circle-x.svg';
import Clipboard from 'lucide-static/icons/clipboard.svg';
import ClipboardList from 'lucide-static/icons/clipboard-list.svg';
import Clock from 'lucide-static/icons/clock.svg';
import Cloud from 'lucide-static/icons/cloud.svg';
import CloudOff from 'lucide-static/icons/cloud-off.svg';
import ColumnsThree from 'lucide-static/icons/columns-3.svg';
import Command from 'lucide-static/icons/command.svg';
import Contact from 'lucide-static/icons/contact.svg';
import Copy from 'lucide-static/icons/copy.svg';
import CornerDownLeft from 'lucide-static/icons/corner-down-left.svg';
import Cpu from 'lucide-static/icons/cpu.svg';
import CreditCard from 'lucide-static/icons/credit-card.svg';
import Database from 'lucide-static/icons/database.svg';
import Download from 'lucide-static/icons/download.svg';
import Droplets from 'lucide-static/icons/droplets.svg';
import Ellipsis from 'lucide-static/icons/ellipsis.svg';
import EllipsisVertical from 'lucide-static/icons/ellipsis-vertical.svg';
import Euro from 'lucide-static/icons/euro.svg';
import ExternalLink from 'lucide-static/icons/external-link.svg';
import Eye from 'lucide-static/icons/eye.svg';
import EyeOff from 'lucide-static/icons/eye-off.svg';
import File from 'lucide-static/icons/file.svg';
import FileCheck from 'lucide-static/icons/file-check.svg';
import FilePlus from 'lucide-static/icons/file-plus.svg';
import FileText from 'lucide-static/icons/file-text.svg';
import Filter from 'lucide-static/icons/filter.svg';
import Fingerprint from 'lucide-static/icons/fingerprint.svg';
import Flag from 'lucide-static/icons/flag.svg';
import Folder from 'lucide-static/icons/folder.svg';
import Gauge from 'lucide-static/icons/gauge.svg';
import Gift from 'lucide-static/icons/gift.svg';
import Globe from 'lucide-static/icons/globe.svg';
import GripVertical from 'lucide-static/icons/grip-vertical.svg';
import HandCoins from 'lucide-static/icons/hand-coins.svg';
import Hash from 'lucide-static/icons/hash.svg';
import HeartPulse from 'lucide-static/icons/heart-pulse.svg';
import Hexagon from 'lucide-static/icons/hexagon.svg';
import History from 'lucide-static/icons/history.svg';
import House from 'lucide-static/icons/house.svg';
import IdCard from 'lucide-static/icons/id-card.svg';
import Image from 'lucide-static/icons/image.svg';
import Inbox from 'lucide-static/icons/inbox.svg';
import Info from 'lucide-static/icons/info.svg';
import Key from 'lucide-static/icons/key.svg';
import KeyRound from 'lucide-static/icons/key-round.svg';
import Languages from 'lucide-static/icons/languages.svg';
import Layers from 'lucide-static/icons/layers.svg';
import LayoutDashboard from 'lucide-static/icons/layout-dashboard.svg';
import LayoutGrid from 'lucide-static/icons/layout-grid.svg';
import Leaf from 'lucide-static/icons/leaf.svg';
import Link from 'lucide-static/icons/link.svg';
import List from 'lucide-static/icons/list.svg';
import ListChecks from 'lucide-static/icons/list-checks.svg';
import ListFilter from 'lucide-static/icons/list-filter.svg';
import Loader from 'lucide-static/icons/loader.svg';
import Lock from 'lucide-static/icons/lock.svg';
import LogIn from 'lucide-static/icons/log-in.svg';
import LogOut from 'lucide-static/icons/log-out.svg';
import Mail from 'lucide-static/icons/mail.svg';
import MapPin from 'lucide-static/icons/map-pin.svg';
import Megaphone from 'lucide-static/icons/megaphone.svg';
import Menu from 'lucide-static/icons/menu.svg';
import MessageCircle from 'lucide-static/icons/message-circle.svg';
import MessageSquare from 'lucide-static/icons/message-square.svg';
import Minus from 'lucide-static/icons/minus.svg';
import Monitor from 'lucide-static/icons/monitor.svg';
import MonitorSmartphone from 'lucide-static/icons/monitor-smartphone.svg';
import Moon from 'lucide-static/icons/moon.svg';
import Navigation from 'lucide-static/icons/navigation.svg';
import Network from 'lucide-static/icons/network.svg';
import Nfc from 'lucide-static/icons/nfc.svg';
import Package from 'lucide-static/icons/package.svg';
import PackageCheck from 'lucide-static/icons/package-check.svg';
import PackagePlus from 'lucide-static/icons/package-plus.svg';
import Palette from 'lucide-static/icons/palette.svg';
import Pause from 'lucide-static/icons/pause.svg';
import Pencil from 'lucide-static/icons/pencil.svg';
import Percent from 'lucide-static/icons/percent.svg';
import Phone from 'lucide-static/icons/phone.svg';
import Play from 'lucide-static/icons/play.svg';
import Plug from 'lucide-static/icons/plug.svg';
import Plus from 'lucide-static/icons/plus.svg';
import Power from 'lucide-static/icons/power.svg';
import Printer from 'lucide-static/icons/printer.svg';
import Puzzle from 'lucide-static/icons/puzzle.svg';
import QrCode from 'lucide-static/icons/qr-code.svg';
import Radio from 'lucide-static/icons/radio.svg';
import Receipt from 'lucide-static/icons/receipt.svg';
import ReceiptText from 'lucide-static/icons/receipt-text.svg';
import RefreshCw from 'lucide-static/icons/refresh-cw.svg';
import Reply from 'lucide-static/icons/reply.svg';
import RotateCcw from 'lucide-static/icons/rotate-ccw.svg';
import RotateCw from 'lucide-static/icons/rotate-cw.svg';
import Save from 'lucide-static/icons/save.svg';
import Scale from 'lucide-static/icons/scale.svg';
import ScanBarcode from 'lucide-static/icons/scan-barcode.svg';
import Scissors from 'lucide-static/icons/scissors.svg';
import Search from 'lucide-static/icons/search.svg';
import Send from 'lucide-static/icons/send.svg';
import Server from 'lucide-static/icons/server.svg';
import ServerCog from 'lucide-static/icons/server-cog.svg';
import Settings from 'lucide-static/icons/settings.svg';
import SettingsTwo from 'lucide-static/icons/settings-2.svg';
import Shield from 'lucide-static/icons/shield.svg';
import ShieldAlert from 'lucide-static/icons/shield-alert.svg';
import ShieldCheck from 'lucide-static/icons/shield-check.svg';
import Shirt from 'lucide-static/icons/shirt.svg';
import ShoppingBag from 'lucide-static/icons/shopping-bag.svg';
import ShoppingCart from 'lucide-static/icons/shopping-cart.svg';
import Signal from 'lucide-static/icons/signal.svg';
import Smartphone from 'lucide-static/icons/smartphone.svg';
import Sparkles from 'lucide-static/icons/sparkles.svg';
import SquarePen from 'lucide-static/icons/square-pen.svg';
import Star from 'lucide-static/icons/star.svg';
import Stethoscope from 'lucide-static/icons/stethoscope.svg';
import StickyNote from 'lucide-static/icons/sticky-note.svg';
import Store from 'lucide-static/icons/store.svg';
import Sun from 'lucide-static/icons/sun.svg';
import TableTwo from 'lucide-static/icons/table-2.svg';
import Tag from 'lucide-static/icons/tag.svg';
import Tags from 'lucide-static/icons/tags.svg';
import Target from 'lucide-static/icons/target.svg';
import Thermometer from 'lucide-static/icons/thermometer.svg';
import ThermometerSnowflake from 'lucide-static/icons/thermometer-snowflake.svg';
import Timer from 'lucide-static/icons/timer.svg';
import TrashTwo from 'lucide-static/icons/trash-2.svg';
import TrendingDown from 'lucide-static/icons/trending-down.svg';
import TrendingUp from 'lucide-static/icons/trending-up.svg';
import TriangleAlert from 'lucide-static/icons/triangle-alert.svg';
import Truck from 'lucide-static/icons/truck.svg';
import UndoTwo from 'lucide-static/icons/undo-2.svg';
import Unplug from 'lucide-static/icons/unplug.svg';
import Upload from 'lucide-static/icons/upload.svg';
import User from 'lucide-static/icons/user.svg';
import UserCheck from 'lucide-static/icons/user-check.svg';
import UserPlus from 'lucide-static/icons/user-plus.svg';
import UserRound from 'lucide-static/icons/user-round.svg';
import Users from 'lucide-static/icons/users.svg';
import UsersRound from 'lucide-static/icons/users-round.svg';
import Utensils from 'lucide-static/icons/utensils.svg';
import Video from 'lucide-static/icons/video.svg';
import Wallet from 'lucide-static/icons/wallet.svg';
import Webhook from 'lucide-static/icons/webhook.svg';
import Weight from 'lucide-static/icons/weight.svg';
import Wifi from 'lucide-static/icons/wifi.svg';
import WifiOff from 'lucide-static/icons/wifi-off.svg';
import Wrench from 'lucide-static/icons/wrench.svg';
import X from 'lucide-static/icons/x.svg';
import Zap from 'lucide-static/icons/zap.svg';
import { html, unsafeSVG } from '../lit.js';
import type { TemplateResult } from 'lit';

const sources: Record<string, string> = {
  'activity': Activity,
  'archive': Archive,
  'archive-restore': ArchiveRestore,
  'arrow-down': ArrowDown,
  'arrow-left': ArrowLeft,
  'arrow-right': ArrowRight,
  'arrow-up': ArrowUp,
  'badge-check': BadgeCheck,
  'badge-euro': BadgeEuro,
  'banknote': Banknote,
  'barcode': Barcode,
  'battery-low': BatteryLow,
  'bell': Bell,
  'bell-ring': BellRing,
  'bluetooth': Bluetooth,
  'book-open': BookOpen,
  'box': Box,
  'briefcase': Briefcase,
  'building': Building,
  'building-2': BuildingTwo,
  'calendar': Calendar,
  'calendar-clock': CalendarClock,
  'calendar-days': CalendarDays,
  'camera': Camera,
  'chart-column': ChartColumn,
  'chart-line': ChartLine,
  'chart-pie': ChartPie,
  'check': Check,
  'check-check': CheckCheck,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  'circle-alert': CircleAlert,
  'circle-check': CircleCheck,
  'circle-dollar-sign': CircleDollarSign,
  'circle-help': CircleHelp,
  'circle-x': CircleX,
  'clipboard': Clipboard,
  'clipboard-list': ClipboardList,
  'clock': Clock,
  'cloud': Cloud,
  'cloud-off': CloudOff,
  'columns-3': ColumnsThree,
  'command': Command,
  'contact': Contact,
  'copy': Copy,
  'corner-down-left': CornerDownLeft,
  'cpu': Cpu,
  'credit-card': CreditCard,
  'database': Database,
  'download': Download,
  'droplets': Droplets,
  'ellipsis': Ellipsis,
  'ellipsis-vertical': EllipsisVertical,
  'euro': Euro,
  'external-link': ExternalLink,
  'eye': Eye,
  'eye-off': EyeOff,
  'file': File,
  'file-check': FileCheck,
  'file-plus': FilePlus,
  'file-text': FileText,
  'filter': Filter,
  'fingerprint': Fingerprint,
  'flag': Flag,
  'folder': Folder,
  'gauge': Gauge,
  'gift': Gift,
  'globe': Globe,
  'grip-vertical': GripVertical,
  'hand-coins': HandCoins,
  'hash': Hash,
  'heart-pulse': HeartPulse,
  'hexagon': Hexagon,
  'history': History,
  'house': House,
  'id-card': IdCard,
  'image': Image,
  'inbox': Inbox,
  'info': Info,
  'key': Key,
  'key-round': KeyRound,
  'languages': Languages,
  'layers': Layers,
  'layout-dashboard': LayoutDashboard,
  'layout-grid': LayoutGrid,
  'leaf': Leaf,
  'link': Link,
  'list': List,
  'list-checks': ListChecks,
  'list-filter': ListFilter,
  'loader': Loader,
  'lock': Lock,
  'log-in': LogIn,
  'log-out': LogOut,
  'mail': Mail,
  'map-pin': MapPin,
  'megaphone': Megaphone,
  'menu': Menu,
  'message-circle': MessageCircle,
  'message-square': MessageSquare,
  'minus': Minus,
  'monitor': Monitor,
  'monitor-smartphone': MonitorSmartphone,
  'moon': Moon,
  'navigation': Navigation,
  'network': Network,
  'nfc': Nfc,
  'package': Package,
  'package-check': PackageCheck,
  'package-plus': PackagePlus,
  'palette': Palette,
  'pause': Pause,
  'pencil': Pencil,
  'percent': Percent,
  'phone': Phone,
  'play': Play,
  'plug': Plug,
  'plus': Plus,
  'power': Power,
  'printer': Printer,
  'puzzle': Puzzle,
  'qr-code': QrCode,
  'radio': Radio,
  'receipt': Receipt,
  'receipt-text': ReceiptText,
  'refresh-cw': RefreshCw,
  'reply': Reply,
  'rotate-ccw': RotateCcw,
  'rotate-cw': RotateCw,
  'save': Save,
  'scale': Scale,
  'scan-barcode': ScanBarcode,
  'scissors': Scissors,
  'search': Search,
  'send': Send,
  'server': Server,
  'server-cog': ServerCog,
  'settings': Settings,
  'settings-2': SettingsTwo,
  'shield': Shield,
  'shield-alert': ShieldAlert,
  'shield-check': ShieldCheck,
  'shirt': Shirt,
  'shopping-bag': ShoppingBag,
  'shopping-cart': ShoppingCart,
  'signal': Signal,
  'smartphone': Smartphone,
  'sparkles': Sparkles,
  'square-pen': SquarePen,
  'star': Star,
  'stethoscope': Stethoscope,
  'sticky-note': StickyNote,
  'store': Store,
  'sun': Sun,
  'table-2': TableTwo,
  'tag': Tag,
  'tags': Tags,
  'target': Target,
  'thermometer': Thermometer,
  'thermometer-snowflake': ThermometerSnowflake,
  'timer': Timer,
  'trash-2': TrashTwo,
  'trending-down': TrendingDown,
  'trending-up': TrendingUp,
  'triangle-alert': TriangleAlert,
  'truck': Truck,
  'undo-2': UndoTwo,
  'unplug': Unplug,
  'upload': Upload,
  'user': User,
  'user-check': UserCheck,
  'user-plus': UserPlus,
  'user-round': UserRound,
  'users': Users,
  'users-round': UsersRound,
  'utensils': Utensils,
  'video': Video,
  'wallet': Wallet,
  'webhook': Webhook,
  'weight': Weight,
  'wifi': Wifi,
  'wifi-off': WifiOff,
  'wrench': Wrench,
  'x': X,
  'zap': Zap,
};

const drawings = new Map<string, string>();

function drawing(name: string): string {
  let inside = drawings.get(name);
  if (inside === undefined) {
    const source = sources[name] ?? Puzzle;
    inside = source.slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'));
    drawings.set(name, inside);
  }
  return inside;
}

/** The names an icon may have. */
export const iconNames: readonly string[] = Object.keys(sources);

/** A picture beside a text that says the same; screen readers pass over it. */
export const icon = (name: string, size = 20): TemplateResult =>
  html`<svg
    aria-hidden="true"
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${unsafeSVG(drawing(name))}
  </svg>`;
